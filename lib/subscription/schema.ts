import { z } from 'zod'
import { MinorAmount } from '#lib/billing/schema/pricing.ts'
import type { DraftLine, ExpectedTax } from '#lib/invoice/schema/invoice.ts'
import type { PaymentProviderKind } from '#lib/payment/schema.ts'
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

export const PreviewSubscription = z.object({
  planId: id,
  /** Left out: one that is still to be registered. */
  applicationId: id.optional(),
  /** The organization that is to register it; left out: the actor's only one. */
  organizationId: id.optional(),
})
export type PreviewSubscription = z.input<typeof PreviewSubscription>

export const CreateSubscription = z.object({
  applicationId: id,
  planId: id,
  /** As the preview answered them: a subscription that was agreed to on other grounds is a `conflict`. */
  expectedTerms: z.string().max(64).optional(),
})
export type CreateSubscription = z.input<typeof CreateSubscription>

/** `period_end`: when the present billing period, or the trial, ends. */
export const ChangeAt = z.enum(['now', 'period_end'], 'Choose now or period_end')
export type ChangeAt = z.infer<typeof ChangeAt>

/** For approve, resume and uncancel. */
export const SubscriptionId = z.object({ id })
export type SubscriptionId = z.input<typeof SubscriptionId>

export const CancelSubscription = z.object({ id, at: ChangeAt.default('now') })
export type CancelSubscription = z.input<typeof CancelSubscription>

export const SetSpendCap = z.object({
  id,
  /** Minor units, before tax; null takes the cap away. */
  amount: MinorAmount.nullable(),
})
export type SetSpendCap = z.input<typeof SetSpendCap>

/** For refuse and suspend. */
export const SubscriptionIdWithReason = z.object({ id, reason })
export type SubscriptionIdWithReason = z.input<typeof SubscriptionIdWithReason>

export const PreviewPlanChange = z.object({ id, planId: id, at: ChangeAt.default('now') })
export type PreviewPlanChange = z.input<typeof PreviewPlanChange>

export const ChangeSubscriptionPlan = PreviewPlanChange.extend({
  /** As the preview answered them: a change that was agreed to on other grounds is a `conflict`. */
  expectedPlanId: id.optional(),
  expectedTerms: z.string().max(64).optional(),
})
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

/** Somebody who may be moved from an older version of a plan. */
export type VersionSubscriber = {
  id: string
  application: string
  organization: string
  /** When a move at the period's end would be carried out; null where nothing is billed, so at once. */
  renewsAt: Date | null
}

/**
 * none: it is there already · plain: nothing is billed before or after · start: billing begins · switch: the other plan holds
 * from now on · end: billing ends · order: it moves at the period's end · withdraw: it stays, and does not move then.
 */
export const PlanChangeKind = z.enum(['none', 'plain', 'start', 'switch', 'end', 'order', 'withdraw'])
export type PlanChangeKind = z.infer<typeof PlanChangeKind>

/** An invoice that is yet to be made. Amounts are minor units, lines before tax. */
export type ExpectedInvoice = {
  /** By the subscription's clock. */
  at: Date
  /** Of the period until then, as far as it is known. */
  lines: DraftLine[]
  /** Due with it in advance. */
  upcoming: DraftLine[]
  /** Of both. */
  subtotal: bigint
  tax: bigint
  total: bigint
}

/** How what is due is paid. */
export type ExpectedPayment = {
  provider: PaymentProviderKind
  /** Brand and last digits; empty while none is saved, and for transfers. */
  paymentMethod: string
  /** Until when an invoice is to be paid by transfer. */
  termsDays: number
}

/** What a subscription costs and opens, before it is made. Amounts are minor units; times are the subscription's own. */
export type SubscriptionPreview = {
  plan: PlanOffer
  provider: { id: string; name: string }
  consumer: { id: string; name: string }
  /** pending: nothing is due before the provider approves; then this is. */
  status: 'active' | 'pending'
  /** Null for a free plan. */
  currency: string | null
  /** Of the invoice that is made at the start. */
  lines: DraftLine[]
  /** Of it, before tax and with it. */
  dueNow: bigint
  dueNowTotal: bigint
  tax: ExpectedTax
  /** Nothing is charged before; null without a trial, also where the organization had it before. */
  trialEndsAt: Date | null
  nextInvoice: ExpectedInvoice | null
  /** Null for a free plan. */
  payment: ExpectedPayment | null
  /** Send it with the subscription. */
  expectedTerms: string
}

/** What a gateway enforces, in words, before and after. */
export type LimitChange = { label: string; before: string; after: string; isChanged: boolean }

/** What a change of plan costs and does. Amounts are minor units, before tax unless told; times are the subscription's own. */
export type PlanChangePreview = {
  subscriptionId: string
  kind: PlanChangeKind
  at: ChangeAt
  effectiveAt: Date
  from: PlanOffer
  to: PlanOffer
  /** Null where neither plan has a price. */
  currency: string | null
  /** What the change itself adds to what is owed: parts of fees that come back (negative) or are due. */
  lines: DraftLine[]
  amount: bigint
  /** Of an invoice that is made at once; the rest is on the next one. */
  dueNow: bigint
  /** With tax. */
  dueNowTotal: bigint
  tax: ExpectedTax
  nextInvoice: ExpectedInvoice | null
  /** Nothing is charged before; null without a trial. */
  trialEndsAt: Date | null
  /** Null where the other plan is free. */
  payment: ExpectedPayment | null
  limits: LimitChange[]
  /** Send both with the change. */
  expectedPlanId: string
  expectedTerms: string
}

/** What ending a subscription costs. Amounts are minor units. */
export type CancellationPreview = {
  subscriptionId: string
  at: ChangeAt
  endsAt: Date
  currency: string | null
  tax: ExpectedTax
  /** The last invoice as far as it is known; null where nothing is billed. */
  invoice: ExpectedInvoice | null
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
