/** Where use is going against a cap. Amounts are minor units of usage, before credits and tax. */
export type Pace = { used: bigint; forecast: bigint | null; cap: bigint | null; asOf: Date; endsAt: Date }

/**
 * When use reaches the cap if it goes on as the forecast says, straight from now to the period's end; null where it does
 * not in this period, or did already.
 */
export function capReachedAt({ used, forecast, cap, asOf, endsAt }: Pace): Date | null {
  if (cap === null || forecast === null || forecast <= cap || used >= cap) return null
  const share = Number(cap - used) / Number(forecast - used)
  return new Date(asOf.getTime() + share * (endsAt.getTime() - asOf.getTime()))
}
