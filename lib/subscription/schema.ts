import { z } from 'zod'

const id = z.string('Choose one').min(1, 'Choose one').max(64)
const reason = z
  .string('Say why')
  .trim()
  .min(1, 'Say why: the consumer reads it')
  .max(500, 'Use 500 characters at most')

export const SubscriptionStatus = z.enum(['pending', 'active', 'suspended', 'refused', 'cancelled'])
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>

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

/** Terms as the plan states them. */
export type PlanTerms = {
  id: string
  name: string
  rateLimitRequests: number | null
  rateLimitWindowSeconds: number | null
  rateLimitBurst: number | null
  quotaRequests: number | null
  quotaPeriod: string | null
  approval: string
}

export type SubscriptionItem = {
  id: string
  status: SubscriptionStatus
  /** Why it was refused or suspended, in the decider's words. */
  reason: string
  createdAt: Date
  decidedAt: Date | null
  application: { id: string; name: string; organization: { id: string; slug: string; name: string } }
  plan: PlanTerms
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
