import type { Actor } from '#lib/core/context.ts'
import { parse } from '#lib/core/parse.ts'
import { decideSubscription } from './decide-subscription.ts'
import { type SubscriptionChanged, SubscriptionId } from './schema.ts'

/** The provider lets a suspended subscription pass again. */
export async function resumeSubscription(actor: Actor, input: SubscriptionId): Promise<SubscriptionChanged> {
  const { id } = parse(SubscriptionId, input)
  return decideSubscription(actor, id, { event: 'resumed', from: ['suspended'], to: 'active', reason: '' })
}
