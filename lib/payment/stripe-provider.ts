import { writeTask } from './outbound/write-task.ts'
import type { PaymentProvider } from './payment-provider.ts'

/** By Stripe: our invoice is made there line by line, and collected by the customer's payment method. */
export const stripeProvider: PaymentProvider = {
  kind: 'stripe',
  collect: (tx, { id }) =>
    writeTask(tx, { kind: 'stripe.invoice', objectId: id, dedupeKey: `${id}/stripe.invoice` }),
  pursue: (tx, { id }, step) =>
    writeTask(tx, { kind: 'stripe.pay', objectId: id, dedupeKey: `${id}/stripe.pay/${step}` }),
  refund: (tx, creditNoteId) =>
    writeTask(tx, {
      kind: 'stripe.credit_note',
      objectId: creditNoteId,
      dedupeKey: `${creditNoteId}/stripe.credit_note`,
    }),
}
