import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { changeStatus } from './change-status.ts'
import { loadSubscription } from './load-subscription.ts'
import { type SubscriptionChanged, SubscriptionId } from './schema.ts'

/**
 * The consumer ends its subscription; it cannot be taken up again, only made anew. One that was suspended keeps the
 * provider's reason, by which `createSubscription` knows that the next one is for the provider to decide.
 */
export async function cancelSubscription(actor: Actor, input: SubscriptionId): Promise<SubscriptionChanged> {
  requireSignedIn(actor)
  const { id } = parse(SubscriptionId, input)
  return transaction(async (tx) => {
    const subscription = await loadSubscription(tx, actor, 'consumer', id)
    const { organizationId } = subscription.application
    authorize(actor, 'subscription:cancel', organizationId)
    return changeStatus(tx, actor, subscription, {
      event: 'cancelled',
      from: ['pending', 'active', 'suspended'],
      to: 'cancelled',
      organizationId,
      isDecision: false,
      isUrgent: true,
    })
  })
}
