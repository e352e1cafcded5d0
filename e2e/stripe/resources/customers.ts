import type Stripe from 'stripe'
import { z } from 'zod'
import { endpoint, listOf, paging } from '../endpoint.ts'
import { invalid } from '../errors.ts'
import { emptyable, integer, metadata, paramsOf, text } from '../params.ts'
import { seconds } from '../store.ts'

const address = paramsOf<Stripe.AddressParam>()({
  city: text.optional(),
  country: text.optional(),
  line1: text.optional(),
  line2: text.optional(),
  postal_code: text.optional(),
  state: text.optional(),
})
const shape = {
  email: text.optional(),
  name: text.optional(),
  description: text.optional(),
  address: emptyable(address).optional(),
  metadata: metadata.optional(),
}
const invoiceSettings = paramsOf<Stripe.CustomerUpdateParams.InvoiceSettings>()({
  default_payment_method: text.optional(),
})
const QUERY = /^metadata\['(\w+)'\]:'([\w.-]+)'$/

export const customers = [
  endpoint(
    'POST',
    '/v1/customers',
    paramsOf<Stripe.CustomerCreateParams>()(shape),
    ({ store, emit }, params) => {
      const customer = store.put('customer', {
        id: store.id('cus'),
        object: 'customer',
        created: seconds(),
        livemode: false,
        email: params.email ?? null,
        name: params.name ?? null,
        description: params.description ?? null,
        address: (params.address || null) as Record<string, string> | null,
        balance: 0,
        invoice_settings: { default_payment_method: null },
        metadata: params.metadata ?? {},
      })
      emit('customer.created', customer)
      return customer
    },
  ),
  endpoint(
    'GET',
    '/v1/customers/search',
    paramsOf<Stripe.CustomerSearchParams>()({
      query: text,
      limit: integer.optional(),
      page: text.optional(),
    }),
    ({ store }, { query }) => {
      const [, key, value] = QUERY.exec(query) ?? []
      if (!key) throw invalid('This server searches by one member of metadata only.', { param: 'query' })
      const data = store.all('customer', (customer) => customer.metadata[key] === value)
      return { object: 'search_result', url: '/v1/customers/search', data, has_more: false, next_page: null }
    },
  ),
  endpoint('GET', '/v1/customers/:id', z.strictObject({}), ({ store }, _, id) => store.get('customer', id)),
  endpoint(
    'POST',
    '/v1/customers/:id',
    paramsOf<Stripe.CustomerUpdateParams>()({ ...shape, invoice_settings: invoiceSettings.optional() }),
    ({ store, emit }, params, id) => {
      const customer = store.get('customer', id)
      const { invoice_settings: settings, metadata: more, address: place, ...plain } = params
      Object.assign(customer, plain, more && { metadata: { ...customer.metadata, ...more } })
      if (place !== undefined) customer.address = (place || null) as Record<string, string> | null
      if (settings?.default_payment_method) {
        const method = store.get('payment_method', settings.default_payment_method)
        if (method.customer !== id) throw invalid('The payment method must be attached to the customer.')
        customer.invoice_settings.default_payment_method = method.id
      }
      emit('customer.updated', customer)
      return customer
    },
  ),
  endpoint(
    'GET',
    '/v1/customers/:id/payment_methods',
    paramsOf<Stripe.CustomerListPaymentMethodsParams>()({ ...paging, type: z.literal('card').optional() }),
    ({ store }, params, id) => {
      store.get('customer', id)
      const methods = store.all('payment_method', ({ customer }) => customer === id)
      return listOf(`/v1/customers/${id}/payment_methods`, methods, params)
    },
  ),
  endpoint('GET', '/v1/payment_methods/:id', z.strictObject({}), ({ store }, _, id) =>
    store.get('payment_method', id),
  ),
  endpoint('POST', '/v1/payment_methods/:id/detach', z.strictObject({}), ({ store, emit }, _, id) => {
    const method = store.get('payment_method', id)
    const customer = method.customer ? store.get('customer', method.customer) : null
    if (customer?.invoice_settings.default_payment_method === id)
      customer.invoice_settings.default_payment_method = null
    method.customer = null
    emit('payment_method.detached', method)
    return method
  }),
  endpoint('GET', '/v1/setup_intents/:id', z.strictObject({}), ({ store }, _, id) =>
    store.get('setup_intent', id),
  ),
  endpoint('GET', '/v1/account', z.strictObject({}), () => ({
    id: 'acct_gatehouse',
    object: 'account',
    charges_enabled: true,
  })),
]
