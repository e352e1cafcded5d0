import { z } from 'zod'
import { UsageGap } from '#lib/billing/schema/usage-gap.ts'
import { InvoiceKind, InvoiceParties, InvoiceStatus, LineCalculation } from '#lib/invoice/schema/invoice.ts'
import { Named } from './resources.ts'
import { MinorUnits, Moment } from './schema.ts'

const line = {
  kind: z.string(),
  description: z.string(),
  planId: z.string().nullable(),
  chargeKey: z.string().nullable(),
  quantity: z.string().nullable().meta({ description: 'Whole units.' }),
  unit: z.string(),
  amount: MinorUnits,
  startsAt: Moment,
  endsAt: Moment,
  calculation: LineCalculation.meta({ description: 'How the amount came about, in exact texts.' }),
  adjustsInvoiceId: z.string().nullable().meta({ description: 'The invoice whose usage came late.' }),
}

const DraftLine = z.object(line).meta({ id: 'DraftInvoiceLine' })
const InvoiceLine = z.object({ id: z.string(), position: z.int(), ...line }).meta({ id: 'InvoiceLine' })

/** An invoice as lists show it. */
export const Invoice = z
  .object({
    id: z.string(),
    number: z.string().nullable().meta({ description: 'Without gaps in the provider’s organization.' }),
    kind: InvoiceKind,
    status: InvoiceStatus,
    isOverdue: z.boolean(),
    isSandbox: z.boolean(),
    isReplaced: z.boolean().meta({ description: 'It was credited as a whole and billed anew.' }),
    currency: z.string(),
    subtotal: MinorUnits,
    tax: MinorUnits,
    total: MinorUnits,
    amountPaid: MinorUnits,
    amountCredited: MinorUnits,
    amountOpen: MinorUnits,
    periodStartsAt: Moment,
    periodEndsAt: Moment,
    issuedAt: Moment.nullable(),
    dueAt: Moment.nullable(),
    paidAt: Moment.nullable(),
    attempt: z.int(),
    subscriptionId: z.string(),
    customer: z.object({ id: z.string(), consumerId: z.string(), name: z.string() }),
    provider: Named,
    applicationName: z.string(),
    productName: z.string(),
    planName: z.string(),
    paymentProvider: z.string(),
    paymentUrl: z.string().nullable(),
    dunningStatus: z.string(),
    gaps: z.array(UsageGap).meta({ description: 'Which gateway owes which usage, while it is held.' }),
  })
  .meta({ id: 'Invoice' })

const CreditNote = z
  .object({
    id: z.string(),
    number: z.string(),
    reason: z.string(),
    total: MinorUnits,
    tax: MinorUnits,
    issuedAt: Moment,
    lines: z.array(z.object({ lineId: z.string(), description: z.string(), amount: z.string() })),
  })
  .meta({ id: 'CreditNote' })

const InvoicePayment = z.object({
  id: z.string(),
  provider: z.string(),
  status: z.string(),
  amount: MinorUnits,
  reference: z.string(),
  failure: z.string(),
  at: Moment,
})

/** An invoice with all that is on it. */
export const InvoiceWithLines = Invoice.extend({
  taxRatePercent: z.string(),
  isReverseCharge: z.boolean(),
  amountToRefund: MinorUnits.meta({ description: 'Paid beyond what is owed, and not given back yet.' }),
  parties: InvoiceParties,
  lines: z.array(InvoiceLine),
  creditNotes: z.array(CreditNote),
  payments: z.array(InvoicePayment),
}).meta({ id: 'InvoiceWithLines' })

export const CreditNoteMade = z.object({ id: z.string(), number: z.string(), total: MinorUnits })

export const RebillSchema = z
  .object({
    creditNoteId: z.string(),
    creditNoteNumber: z.string(),
    invoiceId: z.string(),
    invoiceNumber: z.string().nullable(),
    currency: z.string(),
    totalBefore: MinorUnits,
    totalAfter: MinorUnits,
    differences: z.array(
      z.object({
        kind: z.string(),
        description: z.string(),
        before: MinorUnits,
        after: MinorUnits,
        quantityBefore: z.string().nullable(),
        quantityAfter: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Rebill' })

const sums = { quantity: z.number(), requests: z.number(), anomalies: z.number() }

/** A line's usage and its parts. */
export const Evidence = z
  .object({
    ...sums,
    from: z.string(),
    to: z.string(),
    groupBy: z.enum(['day', 'hour', 'gateway', 'operation']),
    parts: z.array(z.object({ key: z.string(), label: z.string(), ...sums })),
    sample: z.array(
      z.object({
        id: z.string().meta({ description: 'Of the decision: `GET /decisions/{decisionId}` opens it.' }),
        at: Moment,
        ownAt: Moment.meta({ description: 'By the subscription’s own clock.' }),
        method: z.string(),
        path: z.string(),
        status: z.int(),
        gateway: Named,
        operationKey: z.string().nullable(),
        units: z.number(),
      }),
    ),
  })
  .meta({ id: 'InvoiceLineEvidence' })

export const DraftInvoiceSchema = z
  .object({
    subscriptionId: z.string(),
    currency: z.string(),
    isPrepaid: z.boolean(),
    asOf: Moment,
    isTrial: z.boolean(),
    periodStartsAt: Moment,
    periodEndsAt: Moment,
    lines: z.array(DraftLine),
    subtotal: MinorUnits,
    taxRatePercent: z.string(),
    isReverseCharge: z.boolean(),
    tax: MinorUnits,
    total: MinorUnits,
    usageAmount: MinorUnits.meta({ description: 'Usage before credits: what a spend cap limits.' }),
    spendCap: MinorUnits.nullable(),
    credits: z.object({ covered: MinorUnits, left: MinorUnits, expired: MinorUnits }),
    upcoming: z.array(DraftLine).meta({ description: 'Due with this invoice in advance.' }),
    upcomingTotal: MinorUnits,
    forecast: z
      .object({ usageAmount: MinorUnits, subtotal: MinorUnits, total: MinorUnits })
      .nullable()
      .meta({ description: 'At the period’s end, with the fee in advance; null in a trial.' }),
  })
  .meta({ id: 'DraftInvoice' })
