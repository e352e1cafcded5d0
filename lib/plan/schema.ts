import { z } from 'zod'
import { Pricing } from '#lib/billing/schema/pricing.ts'

const id = z.string('Choose one').min(1, 'Choose one').max(64)
const name = z
  .string('Give the plan a name')
  .trim()
  .min(1, 'Give the plan a name')
  .max(80, 'Use 80 characters at most')
const description = z.string().trim().max(2_000, 'Use 2,000 characters at most')
const count = z
  .int('Enter a whole number')
  .min(1, 'Enter 1 or more')
  .max(1_000_000_000, 'Enter 1,000,000,000 at most')

/** Never more than `requests` in any interval of `windowSeconds`; with `burst`, never more than that at once. */
export const RateLimit = z
  .object({
    requests: count,
    windowSeconds: z
      .int('Enter a whole number of seconds')
      .min(1, 'Enter 1 second or more')
      .max(86_400, 'A day (86,400 seconds) is the longest; use a quota for more'),
    burst: count.optional(),
  })
  .refine(({ requests, burst }) => burst === undefined || burst <= requests, {
    path: ['burst'],
    message: 'The burst cannot be larger than the number of requests',
  })
export type RateLimit = z.infer<typeof RateLimit>

/** hard: gateways refuse beyond the quota. soft: they serve on, and the customer is told at 80 % and 100 %. */
export const QuotaMode = z.enum(['hard', 'soft'], 'Choose hard or soft')
export type QuotaMode = z.infer<typeof QuotaMode>

/** So many requests in a UTC day or a UTC calendar month. Without a mode: hard, or for a change as it was. */
export const Quota = z.object({
  requests: count,
  period: z.enum(['day', 'month'], 'Choose day or month'),
  mode: QuotaMode.optional(),
})
export type Quota = z.infer<typeof Quota>

/** Whether a subscription is active at once or waits for the provider. */
export const Approval = z.enum(['automatic', 'manual'], 'Choose automatic or manual')
export type Approval = z.infer<typeof Approval>

export const CreatePlan = z.object({
  productId: id,
  name,
  description: description.default(''),
  /** Left out or null: no limit. */
  rateLimit: RateLimit.nullish(),
  /** Left out or null: no quota. */
  quota: Quota.nullish(),
  /** Left out or null: the plan is free. */
  pricing: Pricing.nullish(),
  approval: Approval,
})
export type CreatePlan = z.input<typeof CreatePlan>

/** What is left out stays; null takes a limit away, or the price. */
export const UpdatePlan = z.object({
  id,
  name: name.optional(),
  description: description.optional(),
  rateLimit: RateLimit.nullish(),
  quota: Quota.nullish(),
  pricing: Pricing.nullish(),
  approval: Approval.optional(),
})
export type UpdatePlan = z.input<typeof UpdatePlan>

/** What a change answers: the plan as it is offered now, which is a new one where a new version was made. */
export type PlanChanged = { id: string; version: number; revision: number | null }

/** For close, reopen and delete. */
export const PlanId = z.object({ id })
export type PlanId = z.input<typeof PlanId>

export const MovePlanSubscriptions = z.object({
  /** The older version. */
  id,
  /** Left out: all of its live subscriptions. */
  subscriptionIds: z.array(id).min(1, 'Choose one').max(1_000, 'Choose 1,000 at most').optional(),
  /** `period_end`: each when its billing period ends; where nothing is billed, at once. */
  at: z.enum(['now', 'period_end'], 'Choose now or period_end'),
  /** The consumers read it in their notice. */
  reason: z.string().trim().max(500, 'Use 500 characters at most').default(''),
})
export type MovePlanSubscriptions = z.input<typeof MovePlanSubscriptions>

/** What became of the subscriptions of an older version. `revision`: of the last that the gateways are told of, or null. */
export type PlanSubscriptionsMoved = {
  planId: string
  /** Moved at once. */
  moved: number
  /** That move at their period's end. */
  ordered: number
  refused: { subscriptionId: string; reason: string }[]
  revision: number | null
}

export type QuotaTerms = Quota & { mode: QuotaMode }

/** What a plan says of itself on a card. */
export type OfferedTerms = {
  name: string
  description: string
  rateLimit: RateLimit | null
  quota: QuotaTerms | null
  /** Null for a free plan. */
  pricing: Pricing | null
  approval: Approval
}

/** A plan as it is offered. */
export type PlanOffer = OfferedTerms & {
  id: string
  isClosed: boolean
  /** Shared by all versions of a plan. */
  seriesId: string
  version: number
}

/** A plan as its provider sees it. */
export type PlanItem = PlanOffer & {
  position: number
  createdAt: Date
  product: { id: string; name: string; slug: string; status: string }
  /** Pending, active or suspended, on this version. */
  liveSubscriptions: number
  /** Those that still are on versions before this one. */
  olderSubscriptions: number
  /** Since when a newer version is offered, and which; null for the one that is. */
  supersededAt: Date | null
  supersededBy: { id: string; version: number } | null
}

/** One version of a plan, and who is on it. */
export type PlanVersion = PlanOffer & {
  createdAt: Date
  supersededAt: Date | null
  liveSubscriptions: number
  /** Live ones of this version that move to another plan at their period's end. */
  movingSubscriptions: number
}

/** A plan's terms as the database keeps them. */
export type PlanColumns = {
  rateLimitRequests: number | null
  rateLimitWindowSeconds: number | null
  rateLimitBurst: number | null
  quotaRequests: number | null
  quotaPeriod: string | null
  /** hard or soft */
  quotaMode: string
}

/** Reads a plan's limits out of its columns. */
export function planLimits(row: PlanColumns): { rateLimit: RateLimit | null; quota: QuotaTerms | null } {
  const { rateLimitRequests, rateLimitWindowSeconds, rateLimitBurst, quotaRequests, quotaPeriod } = row
  return {
    rateLimit:
      rateLimitRequests && rateLimitWindowSeconds
        ? {
            requests: rateLimitRequests,
            windowSeconds: rateLimitWindowSeconds,
            ...(rateLimitBurst && { burst: rateLimitBurst }),
          }
        : null,
    quota:
      quotaRequests && quotaPeriod
        ? {
            requests: quotaRequests,
            period: quotaPeriod as Quota['period'],
            mode: row.quotaMode as QuotaMode,
          }
        : null,
  }
}

const number = new Intl.NumberFormat('en')
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** `1 s` in words: `a second`, `5 minutes`, `90 seconds`. */
function formatWindow(seconds: number): { isOne: boolean; text: string } {
  const [unit, size] = UNITS.find(([, size]) => seconds % size === 0)!
  const units = seconds / size
  const article = unit === 'hour' ? 'an' : 'a'
  return units === 1
    ? { isOne: true, text: `${article} ${unit}` }
    : { isOne: false, text: `${units} ${unit}s` }
}

/** `60 requests a minute`, `100 requests in 5 minutes, 10 at once`; `No rate limit` for none. */
export function formatRateLimit(rateLimit: RateLimit | null): string {
  if (!rateLimit) return 'No rate limit'
  const { isOne, text } = formatWindow(rateLimit.windowSeconds)
  const requests = `${number.format(rateLimit.requests)} ${rateLimit.requests === 1 ? 'request' : 'requests'}`
  const burst = rateLimit.burst ? `, ${number.format(rateLimit.burst)} at once` : ''
  return `${requests} ${isOne ? '' : 'in '}${text}${burst}`
}

/** `1,000 requests a day`; `…, served beyond` when it is soft; `No quota` for none. */
export function formatQuota(quota: Quota | null): string {
  if (!quota) return 'No quota'
  const requests = `${number.format(quota.requests)} ${quota.requests === 1 ? 'request' : 'requests'}`
  return `${requests} a ${quota.period}${quota.mode === 'soft' ? ', served beyond' : ''}`
}

/** `Opens at once` or `Approved by the provider`. */
export const formatApproval = (approval: Approval): string =>
  approval === 'automatic' ? 'Opens at once' : 'Approved by the provider'
