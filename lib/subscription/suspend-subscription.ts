import type { Actor } from '#lib/core/context.ts'
import { parse } from '#lib/core/parse.ts'
import { decideSubscription } from './decide-subscription.ts'
import { type SubscriptionChanged, SubscriptionIdWithReason } from './schema.ts'

/** The provider stops an active subscription until it resumes it. Travels before everything else. */
export async function suspendSubscription(
  actor: Actor,
  input: SubscriptionIdWithReason,
): Promise<SubscriptionChanged> {
  const { id, reason } = parse(SubscriptionIdWithReason, input)
  return decideSubscription(actor, id, {
    event: 'suspended',
    from: ['active'],
    to: 'suspended',
    reason,
    isUrgent: true,
  })
}
