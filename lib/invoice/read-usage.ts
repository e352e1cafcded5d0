import type { HourPart } from '#lib/billing/rating/spend-by-hour.ts'
import { Prisma, type Reader } from '#lib/core/db.ts'

/** Hours of a subscription, `[from, to)` in ms since the epoch, in its own time. */
export type UsageWindow = { subscriptionId: string; from: number; to: number }

type Row = { window: bigint; hour: number; planId: string; chargeKey: string; quantity: string }

/**
 * Metered units of each window, summed in the database: by plan and charge, and by hour where `isByHour` (else `hour` is
 * the window's start). Answers one list a window, in their order.
 */
export async function readUsage(
  reader: Reader,
  windows: readonly UsageWindow[],
  isByHour: boolean,
): Promise<HourPart[][]> {
  const parts: HourPart[][] = windows.map(() => [])
  if (windows.length === 0) return parts
  const ids = windows.map(({ subscriptionId }) => subscriptionId)
  const froms = windows.map(({ from }) => new Date(from))
  const tos = windows.map(({ to }) => new Date(to))
  const hour = isByHour ? Prisma.sql`u."hour"` : Prisma.sql`w."from"`
  const rows = await reader.$queryRaw<Row[]>(Prisma.sql`
    SELECT w."window", extract(epoch FROM ${hour})::float8 * 1000 AS "hour", u."planId", u."chargeKey",
      sum(u."quantity")::text AS "quantity"
    FROM unnest(${ids}::text[], ${froms}::timestamptz[], ${tos}::timestamptz[])
      WITH ORDINALITY AS w("id", "from", "to", "window")
    JOIN "usage_meter_hour" u ON u."subscriptionId" = w."id" AND u."hour" >= w."from" AND u."hour" < w."to"
    GROUP BY w."window", ${hour}, u."planId", u."chargeKey"`)
  for (const { window, ...part } of rows) parts[Number(window) - 1]!.push(part)
  return parts
}
