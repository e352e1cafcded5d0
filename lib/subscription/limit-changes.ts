import { formatQuota, formatRateLimit, type PlanOffer } from '#lib/plan/schema.ts'
import type { LimitChange } from './schema.ts'

const limitOf = ({ pricing }: PlanOffer): string =>
  pricing?.isPrepaid ? 'Refused when credits are used up' : 'Not limited by credits'

/** What gateways enforce differently after a change of plan, in words. Pure. */
export function limitChanges(from: PlanOffer, to: PlanOffer): LimitChange[] {
  const rows: [string, string, string][] = [
    ['Rate limit', formatRateLimit(from.rateLimit), formatRateLimit(to.rateLimit)],
    ['Quota', formatQuota(from.quota), formatQuota(to.quota)],
    ['Credits', limitOf(from), limitOf(to)],
  ]
  return rows.map(([label, before, after]) => ({ label, before, after, isChanged: before !== after }))
}
