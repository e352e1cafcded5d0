import { isFreePrice } from '#lib/billing/schema/pricing.ts'
import type { SubscriptionRow } from '../load/rows.ts'
import type { Candidate } from './candidate.ts'
import { readPricing } from './read-pricing.ts'

/** A subscription in whatever state, so that a refusal can say why; null while its product is a draft. */
export function compileSubscription(row: SubscriptionRow): Candidate | null {
  if (row.productStatus === 'draft') return null
  const { id, planId, applicationId, organizationId, clockOffsetMs } = row
  const status = row.status === 'suspended' && row.suspendedFor === 'payment' ? 'unpaid' : row.status
  const { budget, problem } = budgetOf(row)
  return {
    kind: 'subscription',
    spec: {
      id,
      planId,
      applicationId,
      organizationId,
      status,
      ...(budget && { budget }),
      ...(clockOffsetMs ? { clockOffsetMs } : {}),
    },
    ...(problem && { problem }),
  }
}

/**
 * What limits the spend: prepaid credits or a cap, on every charge that costs something. What lets nothing pass needs no
 * budget; one that lets requests pass without an anchor has half a budget, for the check to refuse.
 */
function budgetOf(row: SubscriptionRow): { budget?: object; problem?: string } {
  if (row.status !== 'active' || !row.isSpendLimited) return {}
  const { pricing, problem } = readPricing(row.pricing)
  if (!pricing) return problem ? { problem } : {}
  const charges = pricing.charges.filter(({ price }) => !isFreePrice(price)).map(({ key }) => key)
  if (charges.length === 0) return {}
  return { budget: { anchorAt: row.anchorAt ?? null, interval: pricing.interval, charges } }
}
