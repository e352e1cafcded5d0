import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, can, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError, invalidField } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { subscriptionName } from './change-status.ts'
import { isHeldBack } from './create-subscription.ts'
import { type LoadedSubscription, loadSubscription } from './load-subscription.ts'
import { ChangeSubscriptionPlan, type SubscriptionChanged, type SubscriptionStatus } from './schema.ts'

type NewPlan = { name: string; approval: string; isClosed: boolean }

/** The consumer's own change: open plans, and what needs approval only while the subscription still waits for it. */
async function statusByConsumer(
  tx: Transaction,
  { status, application, plan: { product, productId } }: LoadedSubscription,
  plan: NewPlan,
): Promise<SubscriptionStatus> {
  if (plan.isClosed)
    throw new AppError('invalid_state', `The plan “${plan.name}” is closed. Choose another one.`)
  if (status === 'suspended')
    throw new AppError(
      'invalid_state',
      `The subscription is suspended. Ask ${product.name}'s provider to resume it first.`,
    )
  if (plan.approval === 'automatic')
    return status === 'pending' && (await isHeldBack(tx, application.organizationId, productId))
      ? 'pending'
      : 'active'
  if (status === 'active')
    throw new AppError(
      'invalid_state',
      `The plan “${plan.name}” needs the provider's approval. Ask ${product.name}'s provider to move this subscription to it; it stays active meanwhile.`,
    )
  return status
}

/**
 * Moves a subscription to another plan of the same product. The consumer may choose among open plans that need no
 * approval; the provider may choose any, and the subscription keeps its status.
 */
export async function changeSubscriptionPlan(
  actor: Actor,
  input: ChangeSubscriptionPlan,
): Promise<SubscriptionChanged> {
  requireSignedIn(actor)
  const { id, planId } = parse(ChangeSubscriptionPlan, input)
  return transaction(async (tx) => {
    const subscription = await loadSubscription(tx, actor, 'either', id)
    const providerId = subscription.plan.product.organizationId
    const isProvider = can(actor, 'subscription:decide', providerId)
    const organizationId = isProvider ? providerId : subscription.application.organizationId
    authorizeEither(actor, subscription, isProvider)
    if (subscription.planId === planId)
      return { id, status: subscription.status, revision: await lastRevisionOf(tx, id) }
    if (subscription.status === 'refused' || subscription.status === 'cancelled')
      throw new AppError('invalid_state', `The subscription was ${subscription.status}. Subscribe anew.`)
    const plan = await tx.plan.findFirst({
      where: { id: planId, productId: subscription.plan.productId },
      select: { name: true, approval: true, isClosed: true },
    })
    if (!plan) invalidField('planId', `There is no plan ${planId} in ${subscription.plan.product.name}.`)
    const status = isProvider ? subscription.status : await statusByConsumer(tx, subscription, plan)
    await tx.subscription.update({ where: { id }, data: { planId, status } })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'subscription.plan_changed',
      object: { kind: 'subscription', id, name: subscriptionName(subscription) },
      before: { plan: subscription.plan.name, status: subscription.status },
      after: { plan: plan.name, status },
    })
    return {
      id,
      status,
      revision: await configChange(tx, { touched: [{ kind: 'subscription', id }], auditEntryId }),
    }
  })
}

/** Throws unless the actor may do it as provider or as consumer; a member of the provider alone hears of that role. */
function authorizeEither(actor: Actor, { application, plan }: LoadedSubscription, isProvider: boolean): void {
  if (isProvider) return
  const isConsumer = actor.memberships.some(
    (membership) => membership.organizationId === application.organizationId,
  )
  if (isConsumer) authorize(actor, 'subscription:create', application.organizationId)
  else authorize(actor, 'subscription:decide', plan.product.organizationId)
}
