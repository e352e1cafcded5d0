import type { Actor } from '#lib/core/context.ts'
import { newId } from '#lib/core/id.ts'
import { preparePaymentPage } from './open-payment-page.ts'
import type { OpenPaymentPage, PaymentPage } from './schema.ts'
import { requireStripe } from './stripe/client.ts'
import { ensureStripeCustomer } from './stripe/ensure-customer.ts'
import { orUnavailable } from './stripe/judge-error.ts'

/** The return address, with what the page that is returned to wants to know. */
function withState(returnUrl: string, state: 'saved' | 'left'): string {
  const url = new URL(returnUrl)
  url.searchParams.set('payment', state)
  return url.toString()
}

/**
 * Opens Stripe's Checkout for a consumer: it saves a payment method, by which open invoices are paid at once and later ones
 * as they come. Throws `unavailable` while Stripe does not answer; nothing is charged then.
 */
export async function openCheckout(actor: Actor, input: OpenPaymentPage): Promise<PaymentPage> {
  const { customerId, returnUrl, currency } = await preparePaymentPage(actor, input, 'checkout')
  const stripe = requireStripe()
  const customer = await orUnavailable(ensureStripeCustomer(stripe, customerId))
  const { url } = await orUnavailable(
    stripe.checkout.sessions.create(
      {
        mode: 'setup',
        customer,
        currency,
        success_url: withState(returnUrl, 'saved'),
        cancel_url: withState(returnUrl, 'left'),
      },
      { idempotencyKey: `${customerId}/checkout/${newId('req')}` },
    ),
  )
  return { url: url! }
}
