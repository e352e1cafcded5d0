import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { parse } from '#lib/core/parse.ts'
import { readLabels } from './labels.ts'
import { planRead, seriesKeys } from './plan-read.ts'
import { readDecisions, type SumsByKey } from './read-decisions.ts'
import { readHours } from './read-hours.ts'
import { type Usage, type UsageGroup, UsageQuery, type UsageRow, type UsageSums } from './schema.ts'
import { usageConditions } from './scope.ts'

export { getQuotaUse, listQuotaUse } from './quota.ts'

const DAY_MS = 86_400_000
/** Groups that are answered at most, the busiest first; `total` holds all of them. */
export const USAGE_ROWS_MAX = 1_000

const nothing: UsageSums = {
  requests: 0,
  billable: 0,
  refused: 0,
  errors: 0,
  bytesIn: 0,
  bytesOut: 0,
  p50: null,
  p95: null,
  p99: null,
}

/** The busiest groups, by name. */
async function ranked(sums: SumsByKey, groupBy: UsageGroup): Promise<UsageRow[]> {
  const groups = [...sums]
    .flatMap(([key, group]) => (key === null ? [] : [{ key, ...group }]))
    .sort((a, b) => b.requests - a.requests || (a.key < b.key ? -1 : 1))
    .slice(0, USAGE_ROWS_MAX)
  const label = await readLabels(
    groupBy,
    groups.map((group) => group.key),
  )
  return groups.map((group) => ({ ...group, label: label(group.key) }))
}

/**
 * Requests, refusals, errors, bytes and latency of what the actor may count, in groups. Ranges of up to three hours hold
 * to the millisecond, longer ones are read in whole hours; what a gateway served shows within about a second.
 */
export async function getUsage(
  actor: Actor,
  input: UsageQuery = {},
  /** False spares the reading of durations: percentiles may be null then. */
  hasLatency = true,
): Promise<Usage> {
  requireSignedIn(actor)
  const { from: wantedFrom, to: wantedTo, groupBy, ...filters } = parse(UsageQuery, input)
  const to = wantedTo ? new Date(wantedTo) : new Date()
  const from = wantedFrom ? new Date(wantedFrom) : new Date(to.getTime() - DAY_MS)
  const plan = planRead(groupBy, from, to)
  const conditions = await usageConditions(actor, filters)
  const read = plan.source === 'decisions' ? readDecisions : readHours
  const sums = await read(plan, groupBy, conditions, hasLatency)
  const series = seriesKeys(plan).map((key) => ({ key, label: key, ...(sums.get(key) ?? nothing) }))
  return {
    data: plan.interval ? series : await ranked(sums, groupBy),
    total: sums.get(null) ?? nothing,
    from: plan.from.toISOString(),
    to: plan.to.toISOString(),
    groupBy,
    interval: plan.interval,
  }
}
