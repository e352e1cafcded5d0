import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { endBilling } from '#lib/invoice/end-billing.ts'
import { isAnchored } from '#lib/invoice/load-billed.ts'
import { lockBilled } from '#lib/invoice/lock-billed.ts'
import { changeStatus, subscriptionName } from './change-status.ts'
import { type LoadedSubscription, loadSubscription } from './load-subscription.ts'
import { renewFirst } from './renew-first.ts'
import { CancelSubscription, type SubscriptionChanged } from './schema.ts'

/** Orders the end: it is carried out with the renewal. A second order changes nothing. */
async function cancelAtPeriodEnd(
  tx: Transaction,
  actor: Actor,
  subscription: LoadedSubscription,
): Promise<SubscriptionChanged> {
  const { id, status } = subscription
  const billed = await lockBilled(tx, id)
  const answer = async () => ({ id, status, revision: await lastRevisionOf(tx, id) })
  if (status === 'cancelled' || billed.isCancelling) return answer()
  if (!isAnchored(billed) || (status !== 'active' && status !== 'suspended'))
    throw new AppError(
      'invalid_state',
      'Nothing is billed for this subscription, so no period ends. Cancel it at once.',
    )
  await tx.subscription.update({ where: { id }, data: { isCancelling: true, nextPlanId: null } })
  await audit(tx, actor, {
    organizationId: subscription.application.organizationId,
    event: 'subscription.cancellation_ordered',
    object: { kind: 'subscription', id, name: subscriptionName(subscription) },
    after: { endsAt: billed.renewsAt },
  })
  return answer()
}

async function cancelNow(
  tx: Transaction,
  actor: Actor,
  subscription: LoadedSubscription,
): Promise<SubscriptionChanged> {
  const { id, application } = subscription
  const isLive = subscription.status !== 'cancelled' && subscription.status !== 'refused'
  if (isLive) {
    const billed = await lockBilled(tx, id)
    const at = subscriptionNow(billed.application.organization)
    await endBilling(tx, actor, id, at)
    await tx.subscription.update({ where: { id }, data: { endedAt: at } })
  }
  return changeStatus(tx, actor, subscription, {
    event: 'cancelled',
    from: ['pending', 'active', 'suspended'],
    to: 'cancelled',
    organizationId: application.organizationId,
    isDecision: false,
    isUrgent: true,
  })
}

/**
 * The consumer ends its subscription, at once or when its billing period ends; once ended it cannot be taken up again, only
 * made anew. The last usage is invoiced, and the unused part of the fee comes back. One that was suspended keeps the
 * provider's reason, by which `createSubscription` knows that the next one is for the provider to decide. Cancelling what
 * is cancelled changes nothing.
 */
export async function cancelSubscription(
  actor: Actor,
  input: CancelSubscription,
): Promise<SubscriptionChanged> {
  requireSignedIn(actor)
  const { id, at } = parse(CancelSubscription, input)
  await renewFirst(id)
  return transaction(async (tx) => {
    const subscription = await loadSubscription(tx, actor, 'consumer', id)
    authorize(actor, 'subscription:cancel', subscription.application.organizationId)
    return at === 'now' ? cancelNow(tx, actor, subscription) : cancelAtPeriodEnd(tx, actor, subscription)
  })
}
