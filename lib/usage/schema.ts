import { z } from 'zod'

export const USAGE_GROUPS = [
  'time',
  'minute',
  'hour',
  'day',
  'product',
  'plan',
  'application',
  'subscription',
  'api',
  'operation',
  'gateway',
  'status',
] as const
export type UsageGroup = (typeof USAGE_GROUPS)[number]

export type UsageInterval = 'minute' | 'hour' | 'day'

const id = z.string().max(64).optional()
const time = z.iso.datetime({
  offset: true,
  error: 'Give date and time with zone, e.g. 2026-11-21T00:00:00Z',
})

export const UsageQuery = z.object({
  /** Which side the actor stands on: its APIs (provider), its applications (consumer); left out: both. */
  side: z.enum(['provider', 'consumer']).optional(),
  /** Left out: all organizations that the actor belongs to. */
  organizationId: id,
  subscriptionId: id,
  applicationId: id,
  productId: id,
  planId: id,
  apiId: id,
  operationKey: z.string().max(200).optional(),
  gatewayId: id,
  /** Default: 24 hours before `to`. */
  from: time.optional(),
  /** Default: now. */
  to: time.optional(),
  /** `time` picks minutes, hours or days by the range. */
  groupBy: z.enum(USAGE_GROUPS).default('time'),
})
export type UsageQuery = z.input<typeof UsageQuery>

const sums = {
  requests: z.number(),
  /** The upstream answered, within a subscription. */
  billable: z.number(),
  /** Not passed on; each has a decision that says why. */
  refused: z.number(),
  /** Of the billable: answered with 5xx. */
  errors: z.number(),
  bytesIn: z.number(),
  bytesOut: z.number(),
  /** Whole duration in ms; null without a request. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
}
export const UsageSums = z.object(sums)
export type UsageSums = z.infer<typeof UsageSums>

export const UsageRow = z.object({
  /** Id, ISO start of the interval, `apiId/operationKey` or status; empty where requests did not get so far. */
  key: z.string(),
  label: z.string(),
  ...sums,
})
export type UsageRow = z.infer<typeof UsageRow>

export const Usage = z.object({
  data: z.array(UsageRow),
  total: UsageSums,
  /** What was really read: hours are read whole. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  groupBy: z.enum(USAGE_GROUPS),
  /** Set when `data` is a series over time, without gaps. */
  interval: z.enum(['minute', 'hour', 'day']).nullable(),
})
export type Usage = z.infer<typeof Usage>

export type QuotaUse = {
  subscriptionId: string
  /** Null: the plan has no quota. */
  limit: number | null
  period: 'day' | 'month' | null
  /** Requests passed on in the period, as metered. */
  used: number
  /** Granted to gateways so far: never above the limit, never below what they passed. */
  granted: number
  resetAt: Date | null
}

/** 0 to 1; null without a request. */
export const errorRate = (sums: Pick<UsageSums, 'billable' | 'errors'>): number | null =>
  sums.billable === 0 ? null : sums.errors / sums.billable
