import { type BillingInterval, billingPeriodOf, type Quota } from '#gateway-sync/contract/index.ts'
import { type Period, periodOf } from '../limit/period.ts'

/** In which periods something is leased: of a plan's quota, or of a budget's billing period. */
export type LeaseRule =
  | { kind: 'quota'; period: Quota['period'] }
  | { kind: 'budget'; anchorAt: number; interval: BillingInterval }

/** What one subscription is leased: requests of its plan's quota, or units of one charge of its budget. */
export interface Lease {
  subscriptionId: string
  /** Undefined for the quota. */
  charge: string | undefined
  /** Its name in ledgers. */
  spender: string
  slot: number
  rule: LeaseRule
  /** The subscription's own time is the real one plus this. */
  clockOffsetMs: number
  /** In the subscription's own time. */
  period: Period
  /** When sync was asked last, real time. */
  askedAt: number
}

/** The period of a rule that holds a moment of the subscription's own time. */
export const leasePeriodAt = (rule: LeaseRule, at: number): Period =>
  rule.kind === 'quota' ? periodOf(rule.period, at) : billingPeriodOf(rule.anchorAt, rule.interval, at)

export function isSameRule(a: LeaseRule, b: LeaseRule): boolean {
  if (a.kind === 'quota') return b.kind === 'quota' && a.period === b.period
  return b.kind === 'budget' && a.anchorAt === b.anchorAt && a.interval === b.interval
}
