import { readEnv } from '#lib/core/env.ts'
import { manualProvider } from './manual-provider.ts'
import type { PaymentProvider } from './payment-provider.ts'
import type { PaymentProviderKind } from './schema.ts'
import { stripeProvider } from './stripe-provider.ts'

const providers: Record<PaymentProviderKind, PaymentProvider> = {
  manual: manualProvider,
  stripe: stripeProvider,
}

/**
 * Who collects for a provider's settings. Stripe only where it is configured, and a sandbox never by a live account: no
 * real money moves for a test clock.
 */
export function chosenProvider(
  settings: { paymentProvider: string } | null,
  consumer: { isSandbox: boolean },
): PaymentProvider {
  const key = readEnv().STRIPE_SECRET_KEY
  const isStripe = settings?.paymentProvider === 'stripe' && key !== undefined
  const isRealForTest = consumer.isSandbox && /_live_/.test(key ?? '')
  return isStripe && !isRealForTest ? providers.stripe : providers.manual
}

/** The provider that an invoice was given to when it was finalized. */
export const providerOf = (invoice: { paymentProvider: string }): PaymentProvider =>
  invoice.paymentProvider === 'stripe' ? providers.stripe : providers.manual
