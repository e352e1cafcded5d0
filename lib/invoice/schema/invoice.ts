import { z } from 'zod'
import type { UsageGap } from '#lib/billing/schema/usage-gap.ts'
import { PageInput } from '#lib/core/page.ts'

const id = z.string('Choose one').min(1, 'Choose one').max(64)

/** start: fees in advance at the beginning · period · end: the last one · credits: a purchase. */
export const InvoiceKind = z.enum(['start', 'period', 'end', 'credits'])
export type InvoiceKind = z.infer<typeof InvoiceKind>

/** held: usage is missing, it has no number yet. */
export const InvoiceStatus = z.enum(['held', 'open', 'paid', 'void', 'uncollectible'])
export type InvoiceStatus = z.infer<typeof InvoiceStatus>

const PartyOnInvoice = z.object({
  name: z.string(),
  legalName: z.string(),
  address: z.string(),
  country: z.string(),
  taxId: z.string(),
  email: z.string(),
})

const named = z.object({ id: z.string(), name: z.string() })

/** Who sold what to whom, as it was when the invoice was made. */
export const InvoiceParties = z.object({
  seller: PartyOnInvoice.extend({ bankDetails: z.string() }),
  buyer: PartyOnInvoice,
  application: named,
  product: named,
  plan: named,
})
export type InvoiceParties = z.infer<typeof InvoiceParties>

/** Steps of the price and shares of time, as exact texts. */
export const LineCalculation = z.object({
  included: z.string().optional(),
  steps: z
    .array(z.object({ units: z.string(), unitPrice: z.string(), flatFee: z.string(), amount: z.string() }))
    .optional(),
  /** Plans that gateways counted some of the units by, though another was in force. */
  countedUnder: z.array(z.string()).optional(),
  fee: z.string().optional(),
  share: z.string().optional(),
  minimum: z.string().optional(),
  usage: z.string().optional(),
  rated: z.string().optional(),
  invoiced: z.string().optional(),
})

/** Amounts are minor units of the invoice's currency. */
export type InvoiceLineItem = {
  id: string
  position: number
  kind: string
  description: string
  planId: string | null
  chargeKey: string | null
  quantity: string | null
  unit: string
  amount: bigint
  startsAt: Date
  endsAt: Date
  calculation: z.infer<typeof LineCalculation>
  adjustsInvoiceId: string | null
}

export type InvoiceItem = {
  id: string
  number: string | null
  kind: InvoiceKind
  status: InvoiceStatus
  isOverdue: boolean
  isSandbox: boolean
  currency: string
  subtotal: bigint
  tax: bigint
  total: bigint
  amountPaid: bigint
  amountCredited: bigint
  amountOpen: bigint
  periodStartsAt: Date
  periodEndsAt: Date
  issuedAt: Date | null
  dueAt: Date | null
  paidAt: Date | null
  attempt: number
  /** It was credited as a whole and billed anew. */
  isReplaced: boolean
  subscriptionId: string
  customer: { id: string; consumerId: string; name: string }
  provider: { id: string; name: string }
  applicationName: string
  productName: string
  planName: string
  paymentProvider: string
  paymentUrl: string | null
  dunningStatus: string
  gaps: UsageGap[]
}

/** What one customer owes in one currency, in minor units; `dueAt` is the earliest day that any of it is due. */
export type OpenBalance = {
  customerId: string
  currency: string
  amount: bigint
  invoices: number
  dueAt: Date | null
}

/** Another attempt at billing the same period: there is one when an invoice was credited and billed anew. */
export type InvoiceAttempt = { id: string; number: string | null; attempt: number }

export type CreditNoteItem = {
  id: string
  number: string
  reason: string
  total: bigint
  tax: bigint
  issuedAt: Date
  /** Minor units before tax, as text. */
  lines: { lineId: string; description: string; amount: string }[]
}

export type InvoicePayment = {
  id: string
  provider: string
  status: string
  amount: bigint
  reference: string
  failure: string
  at: Date
}

export type InvoiceDetail = InvoiceItem & {
  taxRatePercent: string
  isReverseCharge: boolean
  /** Paid beyond what is owed, and not given back yet. */
  amountToRefund: bigint
  parties: InvoiceParties
  lines: InvoiceLineItem[]
  creditNotes: CreditNoteItem[]
  payments: InvoicePayment[]
}

/** Moments without a zone would mean something else to everybody. */
const time = z.iso.datetime({
  offset: true,
  error: 'Give date and time with zone, e.g. 2026-11-21T00:00:00Z',
})

export const ListInvoices = PageInput.extend({
  /** provider: invoices that were made to customers. consumer: those to be paid. */
  side: z.enum(['provider', 'consumer']).default('consumer'),
  organizationId: id.optional(),
  status: InvoiceStatus.or(z.literal('overdue')).optional(),
  kind: InvoiceKind.optional(),
  customerId: id.optional(),
  subscriptionId: id.optional(),
  /** Issued from … to before …; held ones have not been issued. */
  from: time.optional(),
  to: time.optional(),
  /** Part of the number or of a name, or a whole id. */
  search: z.string().trim().max(100).optional(),
})
export type ListInvoices = z.input<typeof ListInvoices>

/** One line of a draft: as it would be invoiced now. */
export type DraftLine = Omit<InvoiceLineItem, 'id' | 'position'>

/** The tax that an invoice made now would bear. */
export type ExpectedTax = {
  ratePercent: string
  /** The customer pays it in its own country. */
  isReverseCharge: boolean
}

/** What is owed so far. Amounts are minor units of `currency`. */
export type DraftInvoice = {
  subscriptionId: string
  currency: string
  isPrepaid: boolean
  /** In the subscription's own time, as `periodStartsAt` and all others are. */
  asOf: Date
  isTrial: boolean
  periodStartsAt: Date
  periodEndsAt: Date
  /** Usage so far, changes of plan, late usage of earlier periods, less what credits cover. */
  lines: DraftLine[]
  subtotal: bigint
  taxRatePercent: string
  isReverseCharge: boolean
  tax: bigint
  total: bigint
  /** Usage before credits: what a spend cap limits. */
  usageAmount: bigint
  spendCap: bigint | null
  credits: { covered: bigint; left: bigint; expired: bigint }
  /** Due with this invoice in advance: the next period's fee. */
  upcoming: DraftLine[]
  upcomingTotal: bigint
  /**
   * At the period's end, if use goes on as in the share of the period that has passed; null in a trial. With the fee that is
   * due in advance, before tax and with it.
   */
  forecast: { usageAmount: bigint; subtotal: bigint; total: bigint } | null
}

/** What one subscription's usage and fees come to so far. */
export type CurrentCost = {
  subscriptionId: string
  currency: string
  usageAmount: bigint
  /** As the draft's: without the fee in advance and tax. */
  subtotal: bigint
  creditsLeft: bigint
}
