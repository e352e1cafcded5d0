import type { Plan } from './resource.ts'

// A month is named by its longest length: the header knows seconds only.
const QUOTA_SECONDS = { day: 86_400, month: 2_678_400 }

/** `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10) of a plan's limits; empty for none. */
export function rateLimitPolicy({ rateLimit, quota }: Pick<Plan, 'rateLimit' | 'quota'>): string {
  const parts = []
  if (rateLimit) parts.push(`"rate";q=${rateLimit.requests};w=${rateLimit.windowSeconds}`)
  if (rateLimit?.burst) parts.push(`"burst";q=${rateLimit.burst}`)
  if (quota) parts.push(`"quota";q=${quota.requests};w=${QUOTA_SECONDS[quota.period]}`)
  return parts.join(', ')
}
