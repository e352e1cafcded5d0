import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { lockBilled } from '#lib/invoice/lock-billed.ts'
import { subscriptionName } from './change-status.ts'
import { loadSubscription } from './load-subscription.ts'
import { renewFirst } from './renew-first.ts'
import { type SubscriptionChanged, SubscriptionId } from './schema.ts'

/**
 * The consumer takes back the order to end its subscription with the period: it goes on as before. One that has ended is
 * `invalid_state`; one that was not to end stays as it is.
 */
export async function uncancelSubscription(
  actor: Actor,
  input: SubscriptionId,
): Promise<SubscriptionChanged> {
  requireSignedIn(actor)
  const { id } = parse(SubscriptionId, input)
  await renewFirst(id)
  return transaction(async (tx) => {
    const subscription = await loadSubscription(tx, actor, 'consumer', id)
    const { organizationId } = subscription.application
    authorize(actor, 'subscription:cancel', organizationId)
    const { status } = subscription
    if (status === 'cancelled' || status === 'refused')
      throw new AppError('invalid_state', `The subscription was ${status}. Subscribe anew.`)
    const { isCancelling, renewsAt } = await lockBilled(tx, id)
    if (isCancelling) {
      await tx.subscription.update({ where: { id }, data: { isCancelling: false } })
      await audit(tx, actor, {
        organizationId,
        event: 'subscription.cancellation_withdrawn',
        object: { kind: 'subscription', id, name: subscriptionName(subscription) },
        before: { endsAt: renewsAt },
      })
    }
    return { id, status, revision: await lastRevisionOf(tx, id) }
  })
}
