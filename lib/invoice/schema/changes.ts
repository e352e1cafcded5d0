import { z } from 'zod'

const id = z.string('Choose one').min(1, 'Choose one').max(64)
const reason = z
  .string('Say why')
  .trim()
  .min(1, 'Say why: the customer reads it')
  .max(500, 'Use 500 characters at most')
const amount = z
  .int('Enter an amount of whole cents')
  .min(1, 'Enter more than 0')
  .max(1_000_000_000_000, 'Enter less')

/** Money that came in by transfer. */
export const MarkInvoicePaid = z.object({
  id,
  /** As on the bank statement; the same one is recorded once. */
  reference: z
    .string('Enter the reference')
    .trim()
    .min(1, 'Enter the reference')
    .max(200, 'Use 200 characters at most'),
  /** Minor units; left out: all that is open. */
  amount: amount.optional(),
})
export type MarkInvoicePaid = z.input<typeof MarkInvoicePaid>

/** Money that was given back by transfer. */
export const RecordRefund = z.object(MarkInvoicePaid.shape)
export type RecordRefund = z.input<typeof RecordRefund>

export const VoidInvoice = z.object({ id, reason })
export type VoidInvoice = z.input<typeof VoidInvoice>

export const CreateCreditNote = z.object({
  /** The invoice. */
  id,
  reason,
  /** What is taken back of which line, minor units before tax; left out: all that is left of the invoice. */
  lines: z
    .array(z.object({ lineId: id, amount }))
    .min(1, 'Choose a line')
    .max(200, 'Use 200 lines at most')
    .optional(),
})
export type CreateCreditNote = z.input<typeof CreateCreditNote>

export const RebillInvoice = z.object({ id, reason })
export type RebillInvoice = z.input<typeof RebillInvoice>

/** A line of the old invoice against the same of the new one; amounts are minor units. */
export type RebillDifference = {
  kind: string
  description: string
  before: bigint
  after: bigint
  quantityBefore: string | null
  quantityAfter: string | null
}

/** What credit-and-rebill does, or would do. */
export type Rebill = {
  creditNoteId: string
  creditNoteNumber: string
  invoiceId: string
  /** Null while usage is missing. */
  invoiceNumber: string | null
  currency: string
  totalBefore: bigint
  totalAfter: bigint
  differences: RebillDifference[]
}
