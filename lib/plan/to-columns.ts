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

/** A quota as columns; null clears them, and undefined leaves them alone. */
export function quotaColumns(quota: Quota | null | undefined): Partial<PlanColumns> {
  if (quota === undefined) return {}
  return { quotaRequests: quota?.requests ?? null, quotaPeriod: quota?.period ?? null }
}
