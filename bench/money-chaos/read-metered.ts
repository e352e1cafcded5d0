import { db } from '#lib/core/db.ts'
import { numberOf } from './upstream.ts'

/** One request as it was metered. `at` is in the subscription's own time, ms since the epoch. */
export type Metered = { number: number; at: number; units: number }

type Row = { path: string; at: Date; offset: bigint | null; units: number }

/** Every request of a subscription that units were counted for, as its decision has it. */
export async function readMetered(subscriptionId: string): Promise<Metered[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT "path", "at", "clockOffsetMs" AS "offset", ("units"->>'requests')::int AS "units" FROM "decision"
    WHERE "subscriptionId" = ${subscriptionId} AND ("units"->>'requests')::int > 0`
  return rows.map(({ path, at, offset, units }) => ({
    number: numberOf(path),
    at: at.getTime() + Number(offset ?? 0),
    units,
  }))
}

/** The same by the sums that invoices are rated from. */
export async function readMeterSum(subscriptionId: string): Promise<number> {
  const sum = await db.usageMeterHour.aggregate({ where: { subscriptionId }, _sum: { quantity: true } })
  return Number(sum._sum.quantity ?? 0)
}
