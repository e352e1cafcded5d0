import type { Actor } from '#lib/core/context.ts'
import { parse } from '#lib/core/parse.ts'
import { decideSubscription } from './decide-subscription.ts'
import { type SubscriptionChanged, SubscriptionIdWithReason } from './schema.ts'

/** The provider turns a waiting subscription down. The consumer reads the reason. */
export async function refuseSubscription(
  actor: Actor,
  input: SubscriptionIdWithReason,
): Promise<SubscriptionChanged> {
  const { id, reason } = parse(SubscriptionIdWithReason, input)
  return decideSubscription(actor, id, {
    event: 'refused',
    from: ['pending'],
    to: 'refused',
    reason,
    isUrgent: true,
  })
}
