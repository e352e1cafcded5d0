import type Stripe from 'stripe'
import { z } from 'zod'
import { markPaid, recompute } from '../charge.ts'
import { type Context, endpoint, listOf, paging } from '../endpoint.ts'
import { invalid } from '../errors.ts'
import { integer, metadata, paramsOf, text } from '../params.ts'
import { seconds } from '../store.ts'
import type { CreditNoteObject, InvoiceObject } from '../types.ts'

/** Gives money back by the intent that paid the invoice. */
function refund(
  { store, emit }: Context,
  invoice: InvoiceObject,
  amount: number,
): CreditNoteObject['refunds'] {
  if (amount === 0) return []
  const link = store.all(
    'invoice_payment',
    (other) => other.invoice === invoice.id && other.status === 'paid',
  )[0]
  if (!link) throw invalid('There is no payment that could be refunded.', { param: 'refund_amount' })
  const id = store.id('re')
  const object = store.put('refund', {
    id,
    object: 'refund',
    created: seconds(),
    amount,
    currency: invoice.currency,
    payment_intent: link.payment.payment_intent,
    status: 'succeeded',
  })
  emit('refund.created', object)
  return [{ refund: id, amount_refunded: amount }]
}

export const creditNotes = [
  endpoint(
    'POST',
    '/v1/credit_notes',
    paramsOf<Stripe.CreditNoteCreateParams>()({
      invoice: text,
      amount: integer,
      refund_amount: integer.optional(),
      out_of_band_amount: integer.optional(),
      memo: text.optional(),
      reason: z.enum(['duplicate', 'fraudulent', 'order_change', 'product_unsatisfactory']).optional(),
      metadata: metadata.optional(),
    }),
    (context, params) => {
      const { store, emit } = context
      const invoice = store.get('invoice', params.invoice)
      const isPaid = invoice.status === 'paid'
      if (!isPaid && invoice.status !== 'open')
        throw invalid(`An invoice that is ${invoice.status} takes no credit note.`)
      const credited = invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount
      if (params.amount <= 0 || credited + params.amount > invoice.total)
        throw invalid('The sum of credit notes cannot exceed the amount of the invoice.', { param: 'amount' })
      const returned = (params.refund_amount ?? 0) + (params.out_of_band_amount ?? 0)
      if (isPaid ? returned !== params.amount : returned !== 0)
        throw invalid(
          isPaid
            ? 'The sum of refund, credit and out of band amounts must be the amount of the credit note.'
            : 'An open invoice has nothing to refund.',
          { param: 'refund_amount' },
        )
      const refunds = refund(context, invoice, params.refund_amount ?? 0)
      if (isPaid) invoice.post_payment_credit_notes_amount += params.amount
      else invoice.pre_payment_credit_notes_amount += params.amount
      recompute(invoice)
      const id = store.id('cn')
      const note = store.put('credit_note', {
        id,
        object: 'credit_note',
        created: seconds(),
        livemode: false,
        invoice: invoice.id,
        customer: invoice.customer,
        currency: invoice.currency,
        amount: params.amount,
        total: params.amount,
        number: `${invoice.number}-CN-${store.all('credit_note', (other) => other.invoice === invoice.id).length + 1}`,
        memo: params.memo ?? null,
        reason: params.reason ?? null,
        status: 'issued',
        pre_payment_amount: isPaid ? 0 : params.amount,
        post_payment_amount: isPaid ? params.amount : 0,
        refunds,
        metadata: params.metadata ?? {},
      })
      emit('credit_note.created', note)
      if (!isPaid && invoice.amount_remaining === 0) markPaid(context, invoice)
      return note
    },
  ),
  endpoint(
    'GET',
    '/v1/credit_notes',
    paramsOf<Stripe.CreditNoteListParams>()({ ...paging, invoice: text.optional() }),
    ({ store }, params) => {
      const notes = store.all('credit_note', ({ invoice }) => !params.invoice || invoice === params.invoice)
      return listOf('/v1/credit_notes', notes, params)
    },
  ),
  endpoint('GET', '/v1/refunds/:id', z.strictObject({}), ({ store }, _, id) => store.get('refund', id)),
  endpoint(
    'GET',
    '/v1/events',
    paramsOf<Stripe.EventListParams>()({ ...paging, type: text.optional() }),
    ({ store }, params) =>
      listOf(
        '/v1/events',
        store.all('event', ({ type }) => !params.type || type === params.type),
        params,
      ),
  ),
  endpoint('GET', '/v1/events/:id', z.strictObject({}), ({ store }, _, id) => store.get('event', id)),
]
