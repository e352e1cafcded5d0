/**
 * When usage has taken what is left, if it goes on as in the period so far; null where nothing was used or nothing is left.
 * Beyond a year it is not worth saying.
 */
export function usedUpAt(input: { left: bigint; used: bigint; startsAt: Date; asOf: Date }): Date | null {
  const { left, used, startsAt, asOf } = input
  const passedMs = asOf.getTime() - startsAt.getTime()
  if (left <= 0n || used <= 0n || passedMs <= 0) return null
  const ms = (Number(left) / Number(used)) * passedMs
  return ms > 365 * 86_400_000 ? null : new Date(asOf.getTime() + ms)
}
