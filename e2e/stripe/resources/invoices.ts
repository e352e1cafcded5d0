import type Stripe from 'stripe'
import { z } from 'zod'
import { charge, markPaid, recompute } from '../charge.ts'
import { type Context, endpoint, listOf, paging } from '../endpoint.ts'
import { invalid } from '../errors.ts'
import { boolean, integer, metadata, paramsOf, text } from '../params.ts'
import { seconds } from '../store.ts'
import type { InvoiceObject } from '../types.ts'

const status = z.enum(['draft', 'open', 'paid', 'uncollectible', 'void'])

const wrongStatus = (invoice: InvoiceObject, wanted: string): never => {
  throw invalid(`This invoice is ${invoice.status}; only ${wanted} ones can be changed so.`, {
    code: 'invoice_not_editable',
  })
}

/** An open invoice with something to pay gets the intent by which it is paid. */
function finalize(context: Context, invoice: InvoiceObject): InvoiceObject {
  const { store, emit, origin } = context
  if (invoice.status !== 'draft') wrongStatus(invoice, 'draft')
  const lines = store.all('invoiceitem', (item) => item.invoice === invoice.id)
  invoice.subtotal = invoice.total = lines.reduce((sum, line) => sum + line.amount, 0)
  invoice.status = 'open'
  invoice.number ??= `FAKE-${String(store.state.sequence).padStart(4, '0')}`
  invoice.hosted_invoice_url = `${origin}/invoice/${invoice.id}`
  invoice.status_transitions.finalized_at = seconds()
  recompute(invoice)
  emit('invoice.finalized', invoice)
  if (invoice.amount_due === 0) markPaid(context, invoice)
  else openPayment(context, invoice)
  return invoice
}

function openPayment({ store }: Context, invoice: InvoiceObject): void {
  const base = { created: seconds(), livemode: false as const, currency: invoice.currency }
  const intent = store.put('payment_intent', {
    ...base,
    id: store.id('pi'),
    object: 'payment_intent',
    amount: invoice.amount_due,
    amount_received: 0,
    customer: invoice.customer,
    payment_method: null,
    status: 'requires_payment_method',
    last_payment_error: null,
  })
  store.put('invoice_payment', {
    ...base,
    id: store.id('inpay'),
    object: 'invoice_payment',
    invoice: invoice.id,
    amount_requested: invoice.amount_due,
    amount_paid: null,
    is_default: true,
    payment: { type: 'payment_intent', payment_intent: intent.id },
    status: 'open',
  })
}

export const invoices = [
  endpoint(
    'POST',
    '/v1/invoices',
    paramsOf<Stripe.InvoiceCreateParams>()({
      customer: text,
      currency: text,
      auto_advance: boolean.optional(),
      collection_method: z.literal('charge_automatically').optional(),
      pending_invoice_items_behavior: z.enum(['exclude', 'include']).optional(),
      number: text.max(26).optional(),
      description: text.optional(),
      footer: text.optional(),
      metadata: metadata.optional(),
    }),
    ({ store, emit }, params) => {
      store.get('customer', params.customer)
      const { number } = params
      if (number && store.all('invoice', (other) => other.number === number).length > 0)
        throw invalid(`An invoice with the number ${number} already exists.`, { param: 'number' })
      const invoice = store.put('invoice', {
        id: store.id('in'),
        object: 'invoice',
        created: seconds(),
        livemode: false,
        customer: params.customer,
        currency: params.currency,
        status: 'draft',
        number: number ?? null,
        description: params.description ?? null,
        auto_advance: params.auto_advance ?? false,
        collection_method: 'charge_automatically',
        subtotal: 0,
        total: 0,
        amount_due: 0,
        amount_paid: 0,
        amount_remaining: 0,
        attempt_count: 0,
        attempted: false,
        due_date: null,
        hosted_invoice_url: null,
        pre_payment_credit_notes_amount: 0,
        post_payment_credit_notes_amount: 0,
        status_transitions: { finalized_at: null, paid_at: null, voided_at: null },
        metadata: params.metadata ?? {},
      })
      emit('invoice.created', invoice)
      return invoice
    },
  ),
  endpoint(
    'GET',
    '/v1/invoices',
    paramsOf<Stripe.InvoiceListParams>()({ ...paging, customer: text.optional(), status: status.optional() }),
    ({ store }, params) => {
      const fits = (invoice: InvoiceObject) =>
        (!params.customer || invoice.customer === params.customer) &&
        (!params.status || invoice.status === params.status)
      return listOf('/v1/invoices', store.all('invoice', fits), params)
    },
  ),
  endpoint('GET', '/v1/invoices/:id', z.strictObject({}), ({ store }, _, id) => store.get('invoice', id)),
  endpoint(
    'POST',
    '/v1/invoices/:id/finalize',
    paramsOf<Stripe.InvoiceFinalizeInvoiceParams>()({ auto_advance: boolean.optional() }),
    (context, params, id) => {
      const invoice = context.store.get('invoice', id)
      invoice.auto_advance = params.auto_advance ?? invoice.auto_advance
      return finalize(context, invoice)
    },
  ),
  endpoint(
    'POST',
    '/v1/invoices/:id/pay',
    paramsOf<Stripe.InvoicePayParams>()({
      payment_method: text.optional(),
      off_session: boolean.optional(),
      paid_out_of_band: boolean.optional(),
    }),
    (context, params, id) => {
      const { store } = context
      const invoice = store.get('invoice', id)
      if (invoice.status === 'paid') throw invalid('Invoice is already paid')
      if (invoice.status !== 'open') wrongStatus(invoice, 'open')
      if (params.paid_out_of_band) {
        markPaid(context, invoice)
        return invoice
      }
      const method =
        params.payment_method ??
        store.get('customer', invoice.customer).invoice_settings.default_payment_method
      if (!method)
        throw invalid('There is no `default_payment_method` set on this Customer or Invoice.', {
          code: 'invoice_payment_intent_requires_action',
        })
      charge(context, invoice, method)
      return invoice
    },
  ),
  endpoint('POST', '/v1/invoices/:id/void', z.strictObject({}), ({ store, emit }, _, id) => {
    const invoice = store.get('invoice', id)
    if (invoice.status !== 'open') wrongStatus(invoice, 'open')
    invoice.status = 'void'
    invoice.status_transitions.voided_at = seconds()
    emit('invoice.voided', invoice)
    return invoice
  }),
  endpoint(
    'POST',
    '/v1/invoiceitems',
    paramsOf<Stripe.InvoiceItemCreateParams>()({
      customer: text,
      invoice: text,
      amount: integer,
      currency: text,
      description: text.max(500).optional(),
      period: paramsOf<Stripe.InvoiceItemCreateParams.Period>()({ start: integer, end: integer }).optional(),
      metadata: metadata.optional(),
    }),
    ({ store }, params) => {
      const invoice = store.get('invoice', params.invoice)
      if (invoice.status !== 'draft') wrongStatus(invoice, 'draft')
      if (params.currency !== invoice.currency) throw invalid('Currencies may not be mixed on one invoice.')
      if (params.period && params.period.end < params.period.start)
        throw invalid('The period ends before it starts.', { param: 'period' })
      return store.put('invoiceitem', {
        id: store.id('ii'),
        object: 'invoiceitem',
        date: seconds(),
        livemode: false,
        customer: params.customer,
        invoice: invoice.id,
        amount: params.amount,
        currency: params.currency,
        description: params.description ?? null,
        period: params.period ?? { start: seconds(), end: seconds() },
        quantity: 1,
        metadata: params.metadata ?? {},
      })
    },
  ),
  endpoint(
    'GET',
    '/v1/invoiceitems',
    paramsOf<Stripe.InvoiceItemListParams>()({
      ...paging,
      invoice: text.optional(),
      customer: text.optional(),
    }),
    ({ store }, params) => {
      const items = store.all(
        'invoiceitem',
        (item) =>
          (!params.invoice || item.invoice === params.invoice) &&
          (!params.customer || item.customer === params.customer),
      )
      return listOf('/v1/invoiceitems', items, params)
    },
  ),
  endpoint(
    'GET',
    '/v1/invoice_payments',
    paramsOf<Stripe.InvoicePaymentListParams>()({ ...paging, invoice: text.optional() }),
    ({ store }, params) => {
      const payments = store.all('invoice_payment', ({ invoice }) => invoice === params.invoice)
      return listOf('/v1/invoice_payments', payments, params)
    },
  ),
  endpoint('GET', '/v1/payment_intents/:id', z.strictObject({}), ({ store }, _, id) =>
    store.get('payment_intent', id),
  ),
]
