import { LIVE_SUBSCRIPTION, lastRevisionOf, lockApplication } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { holdClock, subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { agreedTerms } from './agreed-terms.ts'
import { beginBilling } from './apply-plan-change.ts'
import { loadOpenPlan } from './load-plan.ts'
import { requireNoOther, statusAtStart } from './new-subscription.ts'
import { CreateSubscription, type SubscriptionChanged, SubscriptionStatus } from './schema.ts'
import { hasTrialLeft } from './trial-left.ts'

/**
 * Subscribes an application to a plan: active at once where the plan says so, else pending until the provider decides. A
 * plan with a price is billed from then on, or after its trial.
 * Repeating answers the subscription that is there; another plan of the same product is a `conflict`, and so is what was
 * agreed to on other grounds.
 */
export async function createSubscription(
  actor: Actor,
  input: CreateSubscription,
): Promise<SubscriptionChanged> {
  requireSignedIn(actor)
  const { applicationId, planId, expectedTerms } = parse(CreateSubscription, input)
  return transaction(async (tx) => {
    const application = await lockApplication(tx, actor, applicationId)
    const { organizationId } = application
    authorize(actor, 'subscription:create', organizationId)
    const clock = await holdClock(tx, organizationId)
    const same = await tx.subscription.findFirst({
      where: { applicationId, planId, status: LIVE_SUBSCRIPTION },
      select: { id: true, status: true },
    })
    if (same)
      return {
        id: same.id,
        status: SubscriptionStatus.parse(same.status),
        revision: await lastRevisionOf(tx, same.id),
      }
    const { offer, productId, product } = await loadOpenPlan(tx, actor, organizationId, planId)
    await requireNoOther(tx, application, { productId, product })
    const hasTrial = await hasTrialLeft(tx, organizationId, productId)
    if (expectedTerms && expectedTerms !== agreedTerms(offer, hasTrial))
      throw new AppError('conflict', `What “${offer.name}” costs changed meanwhile. Look at it anew.`, {
        extra: { planId },
      })
    const status = await statusAtStart(tx, organizationId, { offer, productId })
    const id = newId('sub')
    await tx.subscription.create({ data: { id, applicationId, planId, status } })
    if (status === 'active')
      await beginBilling(tx, actor, id, { organizationId, productId, at: subscriptionNow(clock) })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'subscription.created',
      object: { kind: 'subscription', id, name: `${application.name} · ${product.name}, ${offer.name}` },
      after: { application: application.name, product: product.name, plan: offer.name, status },
    })
    const revision = await configChange(tx, { touched: [{ kind: 'subscription', id }], auditEntryId })
    return { id, status, revision }
  })
}
