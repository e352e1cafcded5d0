import type Stripe from 'stripe'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { invalid } from '../errors.ts'
import { metadata, paramsOf, text } from '../params.ts'
import { seconds } from '../store.ts'

const DAY_SECONDS = 86_400

/** Checkout (only `setup`: the payment method; what is open is paid by it) and the billing portal. */
export const sessions = [
  endpoint(
    'POST',
    '/v1/checkout/sessions',
    paramsOf<Stripe.Checkout.SessionCreateParams>()({
      mode: z.literal('setup'),
      customer: text,
      currency: text,
      success_url: z.url(),
      cancel_url: z.url().optional(),
      metadata: metadata.optional(),
    }),
    ({ store, origin }, params) => {
      store.get('customer', params.customer)
      const intent = store.put('setup_intent', {
        id: store.id('seti'),
        object: 'setup_intent',
        created: seconds(),
        livemode: false,
        customer: params.customer,
        payment_method: null,
        status: 'requires_payment_method',
        metadata: {},
      })
      const id = store.id('cs_test')
      return store.put('checkout_session', {
        id,
        object: 'checkout.session',
        created: seconds(),
        expires_at: seconds() + DAY_SECONDS,
        livemode: false,
        mode: 'setup',
        status: 'open',
        customer: params.customer,
        currency: params.currency,
        setup_intent: intent.id,
        success_url: params.success_url,
        cancel_url: params.cancel_url ?? null,
        url: `${origin}/pay/${id}`,
        metadata: params.metadata ?? {},
      })
    },
  ),
  endpoint('GET', '/v1/checkout/sessions/:id', z.strictObject({}), ({ store }, _, id) =>
    store.get('checkout_session', id),
  ),
  endpoint('POST', '/v1/checkout/sessions/:id/expire', z.strictObject({}), ({ store, emit }, _, id) => {
    const session = store.get('checkout_session', id)
    if (session.status !== 'open') throw invalid('Only open Checkout Sessions can be expired.')
    session.status = 'expired'
    session.url = null
    emit('checkout.session.expired', session)
    return session
  }),
  endpoint(
    'POST',
    '/v1/billing_portal/sessions',
    paramsOf<Stripe.BillingPortal.SessionCreateParams>()({ customer: text, return_url: z.url().optional() }),
    ({ store, origin }, params) => {
      store.get('customer', params.customer)
      const id = store.id('bps')
      return store.put('portal_session', {
        id,
        object: 'billing_portal.session',
        created: seconds(),
        livemode: false,
        customer: params.customer,
        return_url: params.return_url ?? null,
        url: `${origin}/portal/${id}`,
      })
    },
  ),
]
