import type { Actor } from '#lib/core/context.ts'
import { newId } from '#lib/core/id.ts'
import { preparePaymentPage } from './open-payment-page.ts'
import type { OpenPaymentPage, PaymentPage } from './schema.ts'
import { requireStripe } from './stripe/client.ts'
import { ensureStripeCustomer } from './stripe/ensure-customer.ts'
import { orUnavailable } from './stripe/judge-error.ts'

/** Opens Stripe's Billing Portal, where a consumer changes how it pays. Throws `unavailable` while Stripe does not answer. */
export async function openBillingPortal(actor: Actor, input: OpenPaymentPage): Promise<PaymentPage> {
  const { customerId, returnUrl } = await preparePaymentPage(actor, input, 'billing_portal')
  const stripe = requireStripe()
  const customer = await orUnavailable(ensureStripeCustomer(stripe, customerId))
  const { url } = await orUnavailable(
    stripe.billingPortal.sessions.create(
      { customer, return_url: returnUrl },
      { idempotencyKey: `${customerId}/portal/${newId('req')}` },
    ),
  )
  return { url }
}
