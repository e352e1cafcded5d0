import { clockOf, subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { parse } from '#lib/core/parse.ts'
import { beginBilling } from './apply-plan-change.ts'
import { decideSubscription } from './decide-subscription.ts'
import { type SubscriptionChanged, SubscriptionId } from './schema.ts'

/**
 * The provider lets a waiting subscription in: its application's keys pass from the answered revision on, and a plan with a
 * price is billed.
 */
export async function approveSubscription(actor: Actor, input: SubscriptionId): Promise<SubscriptionChanged> {
  const { id } = parse(SubscriptionId, input)
  return decideSubscription(actor, id, {
    event: 'approved',
    from: ['pending'],
    to: 'active',
    reason: '',
    before: async (tx, { status, application, plan }) => {
      if (status !== 'pending') return
      const { organizationId } = application
      const at = subscriptionNow(await clockOf(tx, organizationId))
      await beginBilling(tx, actor, id, { organizationId, productId: plan.productId, at })
    },
  })
}
