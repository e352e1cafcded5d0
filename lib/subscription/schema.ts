import { z } from 'zod'
import type { PlanOffer } from '#lib/plan/schema.ts'

const id = z.string('Choose one').min(1, 'Choose one').max(64)
const reason = z
  .string('Say why')
  .trim()
  .min(1, 'Say why: the consumer reads it')
  .max(500, 'Use 500 characters at most')

export const SubscriptionStatus = z.enum(['pending', 'active', 'suspended', 'refused', 'cancelled'])
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>

/** Who suspended: the provider, or the platform for an unpaid invoice. */
export const SuspendedFor = z.enum(['provider', 'payment'])
export type SuspendedFor = z.infer<typeof SuspendedFor>

export const CreateSubscription = z.object({ applicationId: id, planId: id })
export type CreateSubscription = z.input<typeof CreateSubscription>

/** For approve, resume and cancel. */
export const SubscriptionId = z.object({ id })
export type SubscriptionId = z.input<typeof SubscriptionId>

/** For refuse and suspend. */
export const SubscriptionIdWithReason = z.object({ id, reason })
export type SubscriptionIdWithReason = z.input<typeof SubscriptionIdWithReason>

export const ChangeSubscriptionPlan = z.object({ id, planId: id })
export type ChangeSubscriptionPlan = z.input<typeof ChangeSubscriptionPlan>

/** What the verbs answer. `revision` is the one that carried (or carries) the state to the gateways. */
export type SubscriptionChanged = { id: string; status: SubscriptionStatus; revision: number }

/** How a subscription on a plan with a price stands. Times are its own: a sandbox's test clock moves them. */
export type SubscriptionBilling = {
  /** The present moment by its clock. */
  now: Date
  /** Nothing is charged before; null where there was no trial. */
  trialEndsAt: Date | null
  isTrial: boolean
  periodStartsAt: Date
  /** End of the present period, or of the trial. */
  renewsAt: Date
  /** It ends then. */
  isCancelling: boolean
  /** It moves to this plan then. */
  nextPlan: { id: string; name: string; version: number } | null
  /** Most that usage of a period may cost, in minor units. */
  spendCap: bigint | null
}

export type SubscriptionItem = {
  id: string
  status: SubscriptionStatus
  /** Why it was refused or suspended, in the decider's words. */
  reason: string
  /** Who suspended it: the provider, or the platform for an unpaid invoice; null while it is not. */
  suspendedFor: 'provider' | 'payment' | null
  createdAt: Date
  decidedAt: Date | null
  /** By its own clock. */
  endedAt: Date | null
  isSandbox: boolean
  application: { id: string; name: string; organization: { id: string; slug: string; name: string } }
  /** `supersededAt`: since when it is not offered any more. */
  plan: PlanOffer & { supersededAt: Date | null }
  /** Null while nothing is billed. */
  billing: SubscriptionBilling | null
  product: {
    id: string
    name: string
    slug: string
    status: string
    organization: { id: string; slug: string; name: string }
  }
}

/** What a suspension or cancellation breaks, measured. */
export type SubscriptionConsequence = {
  application: string
  product: string
  plan: string
  lastUsedAt: Date | null
  /** Requests since UTC midnight. */
  requestsToday: number
  gateways: { total: number; connected: number }
}
