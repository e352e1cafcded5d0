import { db, Prisma } from '#lib/core/db.ts'
import { groupKey, planJoin } from './group-key.ts'
import { percentileOf } from './latency.ts'
import type { ReadPlan } from './plan-read.ts'
import type { SumsByKey } from './read-decisions.ts'
import type { UsageGroup, UsageSums } from './schema.ts'

type Counts = Omit<UsageSums, 'p50' | 'p95' | 'p99'>
type Row = Counts & { key: string; isTotal: number }
type Bucket = { key: string; bucket: number; count: number }

const from = (plan: ReadPlan, groupBy: UsageGroup, conditions: Prisma.Sql) => Prisma.sql`
  SELECT ${groupKey(groupBy, plan.interval, Prisma.sql`u."hour"`)} AS "key", u.* FROM "usage_hour" u
  ${planJoin(groupBy)}
  WHERE u."hour" >= ${plan.from} AND u."hour" < ${plan.to} AND ${conditions}`

const readCounts = (rows: Prisma.Sql) =>
  db.$queryRaw<Row[]>(Prisma.sql`
    WITH u AS (${rows})
    SELECT "key", grouping("key")::int AS "isTotal",
      coalesce(sum("requests"), 0)::float8 AS "requests", coalesce(sum("billable"), 0)::float8 AS "billable",
      coalesce(sum("refused"), 0)::float8 AS "refused", coalesce(sum("errors"), 0)::float8 AS "errors",
      coalesce(sum("bytesIn"), 0)::float8 AS "bytesIn", coalesce(sum("bytesOut"), 0)::float8 AS "bytesOut"
    FROM u GROUP BY GROUPING SETS (("key"), ())`)

const readLatency = (rows: Prisma.Sql) =>
  db.$queryRaw<Bucket[]>(Prisma.sql`
    WITH u AS (${rows})
    SELECT "key", (b."position" - 1)::int AS "bucket", sum(b."count")::float8 AS "count"
    FROM u CROSS JOIN LATERAL unnest(u."latency") WITH ORDINALITY AS b("count", "position")
    WHERE b."count" > 0 GROUP BY "key", b."position"`)

/** Bucket counts by key, and those of the total under null. */
function histograms(buckets: Bucket[]): Map<string | null, number[]> {
  const found = new Map<string | null, number[]>()
  const add = (key: string | null, { bucket, count }: Bucket) => {
    const counts = found.get(key) ?? []
    while (counts.length <= bucket) counts.push(0)
    counts[bucket]! += count
    found.set(key, counts)
  }
  for (const bucket of buckets) {
    add(bucket.key, bucket)
    add(null, bucket)
  }
  return found
}

/** Reads sums by hour: any range; percentiles are as fine as the buckets they were counted in. */
export async function readHours(
  plan: ReadPlan,
  groupBy: UsageGroup,
  conditions: Prisma.Sql,
): Promise<SumsByKey> {
  const rows = from(plan, groupBy, conditions)
  const [counts, buckets] = await Promise.all([readCounts(rows), readLatency(rows)])
  const latency = histograms(buckets)
  return new Map(
    counts.map(({ key: name, isTotal, ...sums }) => {
      const key = isTotal ? null : name
      const histogram = latency.get(key) ?? []
      const percentile = (share: number) => percentileOf(histogram, share)
      return [key, { ...sums, p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) }]
    }),
  )
}
