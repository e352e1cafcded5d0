import type { Actor } from '#lib/core/context.ts'
import { parse } from '#lib/core/parse.ts'
import { decideSubscription } from './decide-subscription.ts'
import { type SubscriptionChanged, SubscriptionIdWithReason } from './schema.ts'

/**
 * The provider stops a subscription until it resumes it; one that the platform suspended for an unpaid invoice is the
 * provider's to resume from then on. Travels before everything else.
 */
export async function suspendSubscription(
  actor: Actor,
  input: SubscriptionIdWithReason,
): Promise<SubscriptionChanged> {
  const { id, reason } = parse(SubscriptionIdWithReason, input)
  return decideSubscription(actor, id, {
    event: 'suspended',
    from: ['active', 'suspended'],
    to: 'suspended',
    suspendedFor: 'provider',
    reason,
    isUrgent: true,
  })
}
