import type { Credit } from '#lib/billing/rating/burn-down.ts'
import type { Queryable } from '../database.ts'

/** Units of a charge that a gateway metered under a plan, in the `segment`-th stretch between the boundaries asked for. */
export type MeteredRow = {
  segment: number
  gatewayId: string
  planId: string
  chargeKey: string
  quantity: number
}

/** Units of a charge that a gateway may pass in a billing period, those that it has passed included. */
export type LeaseRow = { gatewayId: string; periodName: string; chargeKey: string; held: number }

const DAY_MS = 86_400_000

/**
 * Sums of metered units from `from` to `to`, in the stretches that `boundaries` (rising, whole hours) begin; 0 is before
 * the first. Whole days are read by the day; only days that one of these times lies in, by the hour (OFFSET 0: each by the
 * index, never by all hours of the subscription).
 */
export async function readMetered(
  client: Queryable,
  subscriptionId: string,
  { from, to, boundaries }: { from: number; to: number; boundaries: number[] },
): Promise<MeteredRow[]> {
  const edges = new Set([from, to, ...boundaries].map((at) => Math.floor(at / DAY_MS) * DAY_MS))
  const { rows } = await client.query<MeteredRow>({
    name: 'read-metered',
    text: `SELECT width_bucket(extract(epoch FROM u.at)::float8 * 1000, $4::float8[]) AS segment, u."gatewayId", u."planId",
        u."chargeKey", sum(u.quantity)::float8 AS quantity
      FROM (
        SELECT day AS at, "gatewayId", "planId", "chargeKey", quantity FROM usage_meter_day
        WHERE "subscriptionId" = $1 AND day >= to_timestamp($2::float8 / 1000) AND day < to_timestamp($3::float8 / 1000)
          AND NOT extract(epoch FROM day)::float8 * 1000 = ANY($5::float8[])
        UNION ALL
        SELECT h.hour, h."gatewayId", h."planId", h."chargeKey", h.quantity
        FROM unnest($5::float8[]) edge CROSS JOIN LATERAL (
          SELECT * FROM usage_meter_hour
          WHERE "subscriptionId" = $1 AND hour >= to_timestamp(greatest(edge, $2::float8) / 1000)
            AND hour < to_timestamp(least(edge + 86400000, $3::float8) / 1000)
          OFFSET 0) h
      ) u GROUP BY 1, 2, 3, 4`,
    values: [subscriptionId, from, to, boundaries, [...edges]],
  })
  return rows
}

export async function readLeases(
  client: Queryable,
  subscriptionId: string,
  periodNames: string[],
): Promise<LeaseRow[]> {
  const { rows } = await client.query<LeaseRow>({
    name: 'read-leases',
    text: `SELECT "gatewayId", split_part(period, '/', 1) AS "periodName", split_part(period, '/', 2) AS "chargeKey",
        (granted - returned)::float8 AS held
      FROM quota_lease WHERE "subscriptionId" = $1 AND period LIKE '%/%' AND split_part(period, '/', 1) = ANY($2)`,
    values: [subscriptionId, periodNames],
  })
  return rows
}

/** Credits with what finalized invoices left of them, and up to when those reach: null when there is none yet. */
export async function readCredits(
  client: Queryable,
  subscriptionId: string,
): Promise<{ credits: Credit[]; billedUntil: number | null }> {
  const { rows } = await client.query<Omit<Credit, 'amount'> & { amount: string }>({
    name: 'read-credits',
    text: `SELECT g.id, g.priority, (extract(epoch FROM g."startsAt") * 1000)::float8 AS "startsAt",
        (extract(epoch FROM g."expiresAt") * 1000)::float8 AS "expiresAt",
        greatest(0, g.amount - coalesce((SELECT sum(b.amount) FROM credit_burn b WHERE b."grantId" = g.id), 0))::text
          AS amount
      FROM credit_grant g
      WHERE g."subscriptionId" = $1 AND g."voidedAt" IS NULL AND (g.source = 'granted'
        OR EXISTS (SELECT 1 FROM invoice i WHERE i.id = g."invoiceId" AND i.status = 'paid'))`,
    values: [subscriptionId],
  })
  const { rows: ends } = await client.query<{ billedUntil: number | null }>({
    name: 'read-billed-until',
    text: `SELECT (extract(epoch FROM max("periodEndsAt")) * 1000)::float8 AS "billedUntil" FROM invoice
      WHERE "subscriptionId" = $1 AND kind IN ('period', 'end') AND status <> 'held'`,
    values: [subscriptionId],
  })
  return {
    credits: rows.map((row) => ({ ...row, amount: BigInt(row.amount) })),
    billedUntil: ends[0]?.billedUntil ?? null,
  }
}
