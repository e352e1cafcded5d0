import { db, Prisma } from '#lib/core/db.ts'
import { groupKey, planJoin } from './group-key.ts'
import type { ReadPlan } from './plan-read.ts'
import type { UsageGroup, UsageSums } from './schema.ts'

/** Sums by key; `null` is the key of the total. */
export type SumsByKey = Map<string | null, UsageSums>

type Row = UsageSums & { key: string; isTotal: number }

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
      percentile_cont(0.5) WITHIN GROUP (ORDER BY u."durationMs") AS "p50",
      percentile_cont(0.95) WITHIN GROUP (ORDER BY u."durationMs") AS "p95",
      percentile_cont(0.99) WITHIN GROUP (ORDER BY u."durationMs") AS "p99"
    FROM u GROUP BY GROUPING SETS (("key"), ())`)
  return new Map(rows.map(({ key, isTotal, ...sums }) => [isTotal ? null : key, sums]))
}
