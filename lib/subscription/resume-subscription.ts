import type { Actor } from '#lib/core/context.ts'
import { parse } from '#lib/core/parse.ts'
import { grantGrace } from '#lib/dunning/grant-grace.ts'
import { decideSubscription } from './decide-subscription.ts'
import { type SubscriptionChanged, SubscriptionId } from './schema.ts'

/**
 * The provider lets a suspended subscription pass again. Where it was suspended for an unpaid invoice, that stays open, and
 * its grace begins anew.
 */
export async function resumeSubscription(actor: Actor, input: SubscriptionId): Promise<SubscriptionChanged> {
  const { id } = parse(SubscriptionId, input)
  return decideSubscription(actor, id, {
    event: 'resumed',
    from: ['suspended'],
    to: 'active',
    reason: '',
    before: async (tx, subscription) => {
      if (subscription.status === 'suspended') await grantGrace(tx, id)
    },
  })
}
