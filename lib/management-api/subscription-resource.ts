import { z } from 'zod'
import { PaymentProviderKind } from '#lib/payment/schema.ts'
import { ChangeAt, PlanChangeKind, SubscriptionStatus, SuspendedFor } from '#lib/subscription/schema.ts'
import { DraftLineAnswer, ExpectedInvoiceAnswer, ExpectedTaxAnswer } from './cost-resource.ts'
import { planTerms } from './pricing-resource.ts'
import { Named, NamedWithSlug } from './resources.ts'
import { MinorUnits, Moment } from './schema.ts'

const Billing = z
  .object({
    now: Moment.meta({ description: 'The present moment by its clock: a sandbox’s is ahead.' }),
    trialEndsAt: Moment.nullable(),
    isTrial: z.boolean(),
    periodStartsAt: Moment,
    renewsAt: Moment.meta({ description: 'End of the present period, or of the trial.' }),
    isCancelling: z.boolean().meta({ description: 'It ends then.' }),
    nextPlan: z
      .object({ id: z.string(), name: z.string(), version: z.int() })
      .nullable()
      .meta({ description: 'It moves to this plan then.' }),
    spendCap: MinorUnits.nullable().meta({
      description: 'Most that usage of a period may cost, before tax.',
    }),
  })
  .meta({ id: 'SubscriptionBilling' })

export const SubscriptionAnswer = z
  .object({
    id: z.string(),
    status: SubscriptionStatus,
    reason: z.string().meta({ description: 'Why it was refused or suspended, in the decider’s words.' }),
    suspendedFor: SuspendedFor.nullable().meta({
      description: 'provider: by its decision. payment: until an overdue invoice is paid.',
    }),
    createdAt: Moment,
    decidedAt: Moment.nullable(),
    endedAt: Moment.nullable(),
    isSandbox: z.boolean(),
    application: Named.extend({ organization: NamedWithSlug }),
    plan: z.object({ ...planTerms, supersededAt: Moment.nullable() }),
    product: NamedWithSlug.extend({ status: z.string(), organization: NamedWithSlug }),
    billing: Billing.nullable().meta({ description: 'Null while nothing is billed.' }),
  })
  .meta({ id: 'Subscription' })

const Offer = z.object(planTerms)

const Payment = z
  .object({
    provider: PaymentProviderKind,
    paymentMethod: z.string().meta({ description: 'Empty while none is saved, and for transfers.' }),
    termsDays: z.int().meta({ description: 'Until when an invoice is to be paid by transfer.' }),
  })
  .meta({ id: 'ExpectedPayment' })

export const SubscriptionPreviewAnswer = z
  .object({
    plan: Offer,
    provider: Named,
    consumer: Named,
    status: z.enum(['active', 'pending']).meta({
      description: 'pending: nothing is due before the provider approves; then this is.',
    }),
    currency: z.string().nullable(),
    lines: z.array(DraftLineAnswer).meta({ description: 'Of the invoice that is made at the start.' }),
    dueNow: MinorUnits.meta({ description: 'Before tax.' }),
    dueNowTotal: MinorUnits.meta({ description: 'With tax.' }),
    tax: ExpectedTaxAnswer,
    trialEndsAt: Moment.nullable().meta({ description: 'Nothing is charged before.' }),
    nextInvoice: ExpectedInvoiceAnswer.nullable(),
    payment: Payment.nullable().meta({ description: 'Null for a free plan.' }),
    expectedTerms: z.string().meta({ description: 'Send it with the subscription.' }),
  })
  .meta({ id: 'SubscriptionPreview' })

export const PlanChangePreviewAnswer = z
  .object({
    subscriptionId: z.string(),
    kind: PlanChangeKind,
    at: ChangeAt,
    effectiveAt: Moment,
    from: Offer,
    to: Offer,
    currency: z.string().nullable(),
    lines: z.array(DraftLineAnswer).meta({ description: 'What the change itself adds to what is owed.' }),
    amount: MinorUnits,
    dueNow: MinorUnits.meta({ description: 'Of an invoice that is made at once.' }),
    dueNowTotal: MinorUnits.meta({ description: 'With tax.' }),
    tax: ExpectedTaxAnswer,
    nextInvoice: ExpectedInvoiceAnswer.nullable(),
    trialEndsAt: Moment.nullable(),
    payment: Payment.nullable().meta({ description: 'Null where the other plan is free.' }),
    limits: z
      .array(z.object({ label: z.string(), before: z.string(), after: z.string(), isChanged: z.boolean() }))
      .meta({ description: 'What gateways enforce, before and after.' }),
    expectedPlanId: z.string().meta({ description: 'Send it with the change.' }),
    expectedTerms: z.string().meta({ description: 'Send it with the change.' }),
  })
  .meta({ id: 'PlanChangePreview' })

export const CancellationPreviewAnswer = z
  .object({
    subscriptionId: z.string(),
    at: ChangeAt,
    endsAt: Moment,
    currency: z.string().nullable(),
    tax: ExpectedTaxAnswer,
    invoice: ExpectedInvoiceAnswer.nullable().meta({
      description: 'The last one; null where nothing is billed.',
    }),
  })
  .meta({ id: 'CancellationPreview' })
