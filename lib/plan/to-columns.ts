import type { Pricing } from '#lib/billing/schema/pricing.ts'
import { Prisma } from '#lib/core/db.ts'
import type { PlanColumns, Quota, RateLimit } from './schema.ts'

/** A rate limit as columns; null clears them, and undefined leaves them alone. */
export function rateLimitColumns(rateLimit: RateLimit | null | undefined): Partial<PlanColumns> {
  if (rateLimit === undefined) return {}
  return {
    rateLimitRequests: rateLimit?.requests ?? null,
    rateLimitWindowSeconds: rateLimit?.windowSeconds ?? null,
    rateLimitBurst: rateLimit?.burst ?? null,
  }
}

/** A quota as columns; null clears them, and undefined leaves them alone, as it does the mode. */
export function quotaColumns(quota: Quota | null | undefined): Partial<PlanColumns> {
  if (quota === undefined) return {}
  if (quota === null) return { quotaRequests: null, quotaPeriod: null, quotaMode: 'hard' }
  const { requests: quotaRequests, period: quotaPeriod, mode } = quota
  return { quotaRequests, quotaPeriod, ...(mode && { quotaMode: mode }) }
}

/** A price as its column takes it; null clears it, and undefined leaves it alone. */
export function pricingColumn(pricing: Pricing | null | undefined): {
  pricing?: Pricing | typeof Prisma.DbNull
} {
  if (pricing === undefined) return {}
  return { pricing: pricing ?? Prisma.DbNull }
}
