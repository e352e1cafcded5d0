import type { PlanRow } from '../load/rows.ts'
import type { Candidate } from './candidate.ts'

/** A plan is served as long as its product is not a draft: a withdrawn one still serves who subscribed. Else null. */
export function compilePlan(row: PlanRow): Candidate | null {
  if (row.productStatus === 'draft') return null
  const hasRateLimit = row.rateLimitRequests !== null || row.rateLimitWindowSeconds !== null
  const hasQuota = row.quotaRequests !== null || row.quotaPeriod !== null
  return {
    kind: 'plan',
    spec: {
      id: row.id,
      name: row.name,
      productId: row.productId,
      apiIds: row.apiIds,
      // Half a limit stays half here, for the check to refuse: to drop it would serve without a limit.
      rateLimit: hasRateLimit
        ? {
            requests: row.rateLimitRequests,
            windowSeconds: row.rateLimitWindowSeconds,
            ...(row.rateLimitBurst !== null && { burst: row.rateLimitBurst }),
          }
        : null,
      quota: hasQuota ? { requests: row.quotaRequests, period: row.quotaPeriod } : null,
    },
  }
}
