import type { Context } from './endpoint.ts'
import { StripeFault } from './errors.ts'
import { seconds } from './store.ts'
import type { InvoiceObject, PaymentError } from './types.ts'

const messages: Record<string, string> = {
  generic_decline: 'Your card was declined.',
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
}

/** Stripe's test cards: which are declined when a card is saved, and which when it is charged. */
export const declinedAtSetup: Record<string, string> = {
  '4000000000000002': 'generic_decline',
  '4000000000009995': 'insufficient_funds',
  '4000000000000069': 'expired_card',
}
const declinedAtCharge: Record<string, string> = { '0341': 'generic_decline' }

export const cardError = (declineCode: string): PaymentError => ({
  type: 'card_error',
  code: declineCode === 'expired_card' ? 'expired_card' : 'card_declined',
  decline_code: declineCode,
  message: messages[declineCode] ?? messages.generic_decline!,
})

export function recompute(invoice: InvoiceObject): void {
  invoice.amount_due = Math.max(0, invoice.total - invoice.pre_payment_credit_notes_amount)
  invoice.amount_remaining = Math.max(0, invoice.amount_due - invoice.amount_paid)
}

/** Sets an invoice paid, by a charge or because nothing is left to pay. */
export function markPaid({ emit }: Context, invoice: InvoiceObject): void {
  invoice.status = 'paid'
  invoice.attempted = true
  invoice.status_transitions.paid_at = seconds()
  recompute(invoice)
  emit('invoice.paid', invoice)
  emit('invoice.payment_succeeded', invoice)
}

/** Charges an open invoice by a payment method. Throws Stripe's card error when it is declined. */
export function charge(context: Context, invoice: InvoiceObject, methodId: string): void {
  const { store, emit } = context
  const method = store.get('payment_method', methodId)
  const link = store.all('invoice_payment', ({ invoice: id }) => id === invoice.id)[0]!
  const intent = store.get('payment_intent', link.payment.payment_intent)
  const declineCode = store.state.declined[invoice.customer] ?? declinedAtCharge[method.card.last4]
  invoice.attempted = true
  invoice.attempt_count++
  intent.payment_method = methodId
  if (declineCode) {
    intent.last_payment_error = cardError(declineCode)
    emit('payment_intent.payment_failed', intent)
    emit('invoice.payment_failed', invoice)
    throw new StripeFault(402, { ...intent.last_payment_error, payment_intent: { id: intent.id } })
  }
  const amount = invoice.amount_remaining
  const id = store.id('ch')
  store.put('charge', { id, invoice: invoice.id, payment_intent: intent.id, amount })
  Object.assign(intent, { status: 'succeeded', amount_received: amount, last_payment_error: null })
  Object.assign(link, { status: 'paid', amount_paid: amount })
  invoice.amount_paid += amount
  emit('payment_intent.succeeded', intent)
  emit('invoice_payment.paid', link)
  markPaid(context, invoice)
}
