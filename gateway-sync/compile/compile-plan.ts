import { metersOf } from '#lib/billing/schema/pricing.ts'
import type { PlanRow } from '../load/rows.ts'
import type { Candidate } from './candidate.ts'
import { readPricing } from './read-pricing.ts'

/** A plan is served as long as its product is not a draft: a withdrawn one still serves who subscribed. Else null. */
export function compilePlan(row: PlanRow): Candidate | null {
  if (row.productStatus === 'draft') return null
  const { pricing, problem } = readPricing(row.pricing)
  const meters = pricing ? metersOf(pricing) : []
  return {
    kind: 'plan',
    spec: {
      id: row.id,
      name: row.name,
      productId: row.productId,
      apiIds: row.apiIds,
      rateLimit: rateLimitOf(row),
      quota: quotaOf(row),
      ...(meters.length > 0 && { meters }),
    },
    ...(problem && { problem }),
  }
}

/** Half a limit stays half here, for the check to refuse: to drop it would serve without a limit. */
function rateLimitOf(row: PlanRow): unknown {
  if (row.rateLimitRequests === null && row.rateLimitWindowSeconds === null) return null
  return {
    requests: row.rateLimitRequests,
    windowSeconds: row.rateLimitWindowSeconds,
    ...(row.rateLimitBurst !== null && { burst: row.rateLimitBurst }),
  }
}

/** A soft quota is none for the gateway: it serves on, and who subscribed is told. */
function quotaOf(row: PlanRow): unknown {
  const hasNone = row.quotaRequests === null && row.quotaPeriod === null
  if (hasNone || row.quotaMode === 'soft') return null
  return { requests: row.quotaRequests, period: row.quotaPeriod }
}
