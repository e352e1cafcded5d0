import { findApplication } from '#lib/application/queries.ts'
import { authorize, requireSignedIn, targetOrganizationId } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { readTax } from '#lib/invoice/read-tax.ts'
import { agreedTerms } from './agreed-terms.ts'
import { expectedStart } from './expected-costs.ts'
import { expectedPayment } from './expected-payment.ts'
import { findOpenPlan } from './load-plan.ts'
import { requireNoOther, statusAtStart } from './new-subscription.ts'
import { PreviewSubscription, type SubscriptionPreview } from './schema.ts'
import { hasTrialLeft } from './trial-left.ts'

/** The organization that would subscribe, whose clock counts, and the application if there is one already. */
async function loadConsumer(
  actor: Actor,
  named: Pick<PreviewSubscription, 'applicationId' | 'organizationId'>,
) {
  const application = named.applicationId ? await findApplication(actor, named.applicationId) : null
  if (named.applicationId && !application) notFound('application', named.applicationId)
  const id = application?.organization.id ?? targetOrganizationId(actor, named.organizationId)
  authorize(actor, 'subscription:create', id)
  const consumer = await db.organization.findUnique({ where: { id } })
  return { consumer: consumer ?? notFound('organization', id), application }
}

const NOTHING = { lines: [], dueNow: 0n, dueNowTotal: 0n, nextInvoice: null, trialEndsAt: null }

/**
 * What a subscription costs at once and later, and how it is paid, before it is made: rated by the code that will make the
 * invoices. Refused as the subscription would be. `expectedTerms` goes with it: it is a `conflict` when they hold no longer.
 */
export async function previewSubscription(
  actor: Actor,
  input: PreviewSubscription,
): Promise<SubscriptionPreview> {
  requireSignedIn(actor)
  const { planId, ...named } = parse(PreviewSubscription, input)
  const { consumer, application } = await loadConsumer(actor, named)
  const plan = await findOpenPlan(db, actor, consumer.id, planId)
  const { offer, productId } = plan
  if (application) await requireNoOther(db, application, plan)
  const parties = { organizationId: plan.product.organizationId, consumerId: consumer.id }
  const [provider, tax, hasTrial, status] = await Promise.all([
    db.organization.findUniqueOrThrow({ where: { id: parties.organizationId } }),
    readTax(db, parties),
    hasTrialLeft(db, consumer.id, productId),
    statusAtStart(db, consumer.id, plan),
  ])
  const { id, name, pricing } = offer
  const grounds = { now: subscriptionNow(consumer), tax }
  const costs = pricing ? expectedStart({ id, name, pricing }, grounds, hasTrial) : NOTHING
  return {
    plan: offer,
    provider: { id: provider.id, name: provider.name },
    consumer: { id: consumer.id, name: consumer.name },
    status,
    currency: pricing?.currency ?? null,
    ...costs,
    tax,
    payment: pricing && (await expectedPayment(db, parties)),
    expectedTerms: agreedTerms(offer, hasTrial),
  }
}
