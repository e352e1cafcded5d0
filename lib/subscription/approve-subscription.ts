import type { Actor } from '#lib/core/context.ts'
import { parse } from '#lib/core/parse.ts'
import { decideSubscription } from './decide-subscription.ts'
import { type SubscriptionChanged, SubscriptionId } from './schema.ts'

/** The provider lets a waiting subscription in: its application's keys pass from the answered revision on. */
export async function approveSubscription(actor: Actor, input: SubscriptionId): Promise<SubscriptionChanged> {
  const { id } = parse(SubscriptionId, input)
  return decideSubscription(actor, id, { event: 'approved', from: ['pending'], to: 'active', reason: '' })
}
