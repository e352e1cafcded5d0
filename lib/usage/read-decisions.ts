import { db, Prisma } from '#lib/core/db.ts'
import { groupKey, keyText, planJoin } from './group-key.ts'
import type { ReadPlan } from './plan-read.ts'
import type { UsageGroup, UsageSums } from './schema.ts'

/** Sums by key; `null` is the key of the total. */
export type SumsByKey = Map<string | null, UsageSums>

type Row = Omit<UsageSums, 'p50' | 'p95' | 'p99'> & {
  key: Date | string
  isTotal: number
  percentiles: number[] | null
}

// Billable as `isBillable` of the contract has it.
const billable = Prisma.sql`u."code" IS NULL AND u."subscriptionId" IS NOT NULL AND u."status" > 0`

/** Reads single requests: exact to the millisecond, for short ranges. */
export async function readDecisions(
  plan: ReadPlan,
  groupBy: UsageGroup,
  conditions: Prisma.Sql,
): Promise<SumsByKey> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    WITH u AS (
      SELECT ${groupKey(groupBy, plan.interval, Prisma.sql`u."at"`)} AS "key", u.* FROM "decision" u
      ${planJoin(groupBy)}
      WHERE u."at" >= ${plan.from} AND u."at" < ${plan.to} AND ${conditions}
    )
    SELECT "key", grouping("key")::int AS "isTotal", count(*)::int AS "requests",
      count(*) FILTER (WHERE ${billable})::int AS "billable",
      count(*) FILTER (WHERE u."code" IS NOT NULL)::int AS "refused",
      count(*) FILTER (WHERE ${billable} AND u."status" >= 500)::int AS "errors",
      coalesce(sum(u."bytesIn"), 0)::float8 AS "bytesIn", coalesce(sum(u."bytesOut"), 0)::float8 AS "bytesOut",
      percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY u."durationMs") AS "percentiles"
    FROM u GROUP BY GROUPING SETS (("key"), ())`)
  return new Map(
    rows.map(({ key, isTotal, percentiles, ...sums }) => {
      const [p50 = null, p95 = null, p99 = null] = percentiles ?? []
      return [isTotal ? null : keyText(key), { ...sums, p50, p95, p99 }]
    }),
  )
}
