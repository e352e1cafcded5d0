import { db, Prisma } from '#lib/core/db.ts'
import { groupKey, keyText, planJoin } from './group-key.ts'
import { boundsOf, percentileOf } from './latency.ts'
import type { ReadPlan } from './plan-read.ts'
import type { SumsByKey } from './read-decisions.ts'
import type { UsageGroup, UsageSums } from './schema.ts'

const DAY_MS = 86_400_000
const COUNTS = ['requests', 'billable', 'refused', 'errors', 'bytesIn', 'bytesOut'] as const
type Counts = Record<(typeof COUNTS)[number], number>
type Group = Counts & { latency: number[] }
type Row = Group & { key: Date | string }

/** Every bucket that durations are counted in, summed by itself: many times faster than taking the arrays apart. */
function latencySums(): Prisma.Sql {
  let last = 0
  while (Number.isFinite(boundsOf(last).to)) last++
  const sums = Array.from({ length: last + 1 }, (_, bucket) => `coalesce(sum(u."latency"[${bucket + 1}]), 0)`)
  return Prisma.raw(`ARRAY[${sums.join(', ')}]::float8[]`)
}

/** Days that are read whole, where steps by the hour are not wanted; null when there is none. */
function wholeDays({ from, to, interval }: ReadPlan): { from: Date; to: Date } | null {
  if (interval === 'hour' || interval === 'minute') return null
  const first = Math.ceil(from.getTime() / DAY_MS) * DAY_MS
  const last = Math.floor(to.getTime() / DAY_MS) * DAY_MS
  return first < last ? { from: new Date(first), to: new Date(last) } : null
}

/** Rows of a range: sums of whole days where it has some, of hours before and after. */
function sumsOf(plan: ReadPlan): Prisma.Sql {
  const hours = Prisma.sql`SELECT * FROM "usage_hour"`
  const days = wholeDays(plan)
  if (!days) return Prisma.sql`${hours} WHERE "hour" >= ${plan.from} AND "hour" < ${plan.to}`
  return Prisma.sql`${hours} WHERE "hour" >= ${plan.from} AND "hour" < ${days.from}
    UNION ALL SELECT * FROM "usage_day" WHERE "day" >= ${days.from} AND "day" < ${days.to}
    UNION ALL ${hours} WHERE "hour" >= ${days.to} AND "hour" < ${plan.to}`
}

const read = (plan: ReadPlan, groupBy: UsageGroup, conditions: Prisma.Sql, hasLatency: boolean) =>
  db.$queryRaw<Row[]>(Prisma.sql`
    SELECT ${groupKey(groupBy, plan.interval, Prisma.sql`u."hour"`)} AS "key",
      sum(u."requests")::float8 AS "requests", sum(u."billable")::float8 AS "billable",
      sum(u."refused")::float8 AS "refused", sum(u."errors")::float8 AS "errors",
      sum(u."bytesIn")::float8 AS "bytesIn", sum(u."bytesOut")::float8 AS "bytesOut",
      ${hasLatency ? latencySums() : Prisma.sql`ARRAY[]::float8[]`} AS "latency"
    FROM (${sumsOf(plan)}) u ${planJoin(groupBy)}
    WHERE ${conditions}
    GROUP BY 1`)

function addUp(groups: Group[]): Group {
  const total: Group = {
    requests: 0,
    billable: 0,
    refused: 0,
    errors: 0,
    bytesIn: 0,
    bytesOut: 0,
    latency: [],
  }
  for (const group of groups) {
    for (const count of COUNTS) total[count] += group[count]
    for (const [bucket, count] of group.latency.entries())
      total.latency[bucket] = (total.latency[bucket] ?? 0) + count
  }
  return total
}

function toSums({ latency, ...counts }: Group): UsageSums {
  const percentile = (share: number) => percentileOf(latency, share)
  return { ...counts, p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) }
}

/** Reads sums by hour and day: any range; percentiles are as fine as the buckets they were counted in. */
export async function readHours(
  plan: ReadPlan,
  groupBy: UsageGroup,
  conditions: Prisma.Sql,
  hasLatency = true,
): Promise<SumsByKey> {
  const rows = await read(plan, groupBy, conditions, hasLatency)
  const sums: SumsByKey = new Map(rows.map(({ key, ...group }) => [keyText(key), toSums(group)]))
  return sums.set(null, toSums(addUp(rows)))
}
