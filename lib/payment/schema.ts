import { z } from 'zod'
import { Currency } from '#lib/billing/schema/pricing.ts'

const id = z.string().min(1).max(64)

/** Who collects the money: the provider by bank transfer, or Stripe. */
export const PaymentProviderKind = z.enum(['manual', 'stripe'])
export type PaymentProviderKind = z.infer<typeof PaymentProviderKind>

export const PaymentStatus = z.enum(['succeeded', 'failed', 'refunded'])
export type PaymentStatus = z.infer<typeof PaymentStatus>

/** Where the browser comes back to: a path of the portal, never another site. */
const ReturnPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\s\\]*$/, 'Use a path that begins with one slash')
  .default('/applications')

/** A consumer's page at Stripe, for what it pays to one provider. */
export const OpenPaymentPage = z.object({
  /** The provider's organization. */
  organizationId: id,
  /** The organization that pays. */
  consumerId: id,
  returnPath: ReturnPath,
  /** Of what is to be paid; left out: of the last invoice, or else of the plan that is subscribed to. */
  currency: Currency.optional(),
})
export type OpenPaymentPage = z.input<typeof OpenPaymentPage>

/** Where to send the browser. */
export type PaymentPage = { url: string }

/** Money that came in, an attempt at it, or money given back. Amounts are minor units. */
export type PaymentItem = {
  id: string
  invoiceId: string
  invoiceNumber: string | null
  provider: PaymentProviderKind
  status: PaymentStatus
  amount: bigint
  currency: string
  reference: string
  /** In words, when it failed. */
  failure: string
  /** In the subscription's own time. */
  at: Date
  customerName: string
}

/** How an organization pays one of its providers. */
export type PaymentMethodItem = {
  organization: { id: string; name: string; slug: string }
  provider: PaymentProviderKind
  /** Brand and last digits; empty when there is none yet, and for transfers. */
  paymentMethod: string
  bankDetails: string
}

/** How what the house holds differs from what Stripe says. */
export type DriftItem = {
  id: string
  objectKind: 'invoice' | 'customer'
  objectId: string
  objectName: string
  /** Of an invoice: `total` and `paid` are minor units of it. */
  currency: string | null
  /** status, total, paid or missing. */
  what: string
  ours: string
  theirs: string
  foundAt: Date
  /** Null while it stands. */
  repairedAt: Date | null
}

/** Work that did not reach Stripe yet, or was given up. */
export type OutboundItem = {
  id: string
  /** stripe.invoice, stripe.pay or stripe.credit_note */
  kind: string
  objectId: string
  /** The number of the invoice or credit note. */
  objectName: string
  /** The invoice itself, or the one that the credit note is for. */
  invoiceId: string
  status: 'pending' | 'failed'
  attempts: number
  lastError: string
  nextAttemptAt: Date
}

export const OutboundTaskId = z.object({ id })
export type OutboundTaskId = z.input<typeof OutboundTaskId>
