'use server'
import { runAction } from '#lib/auth/action.ts'
import { openCheckout } from '#lib/payment/open-checkout.ts'
import { getRevisionStatus } from '#lib/revision/queries.ts'
import { createSubscription } from '#lib/subscription/create-subscription.ts'
import { findExampleCall } from '#lib/subscription/example-call.ts'
import { previewSubscription } from '#lib/subscription/preview-subscription.ts'
import type { PreviewSubscription } from '#lib/subscription/schema.ts'

export const previewSubscriptionAction = async (input: PreviewSubscription) =>
  runAction((actor) => previewSubscription(actor, input))

/** Subscribes, and answers with its receipt and the call to try next (null while the subscription waits for approval). */
export const subscribeAction = async (applicationId: string, planId: string, expectedTerms?: string) =>
  runAction(async (actor) => {
    const input = { applicationId, planId, ...(expectedTerms && { expectedTerms }) }
    const { status, revision } = await createSubscription(actor, input)
    const [curl, receipt] = await Promise.all([
      findExampleCall(actor, applicationId),
      getRevisionStatus(actor, revision),
    ])
    return { status, curl, receipt }
  })

/** Stripe's page for a payment method: it leads back to the form with the same choices. */
export const openCheckoutAction = async (slug: string, applicationId: string, planId: string) =>
  runAction(async (actor) => {
    const { provider, consumer, currency } = await previewSubscription(actor, { applicationId, planId })
    const query = new URLSearchParams({ plan: planId, application: applicationId })
    return openCheckout(actor, {
      organizationId: provider.id,
      consumerId: consumer.id,
      returnPath: `/products/${slug}/subscribe?${query}`,
      ...(currency && { currency }),
    })
  })
