import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { isAnchored } from '#lib/invoice/load-billed.ts'
import { lockBilled } from '#lib/invoice/lock-billed.ts'
import { loadSubscription } from '#lib/subscription/load-subscription.ts'

/** A subscription that credits can be given to: billed, so that they have a currency and something to pay for. */
export async function loadPayable(
  tx: Transaction,
  actor: Actor,
  side: 'provider' | 'consumer',
  subscriptionId: string,
) {
  const subscription = await loadSubscription(tx, actor, side, subscriptionId)
  const billed = await lockBilled(tx, subscriptionId)
  return {
    subscription,
    billed,
    /** Refuses one that is not billed; called once the actor is known to be allowed. */
    requireBilled: () => {
      if (!isAnchored(billed))
        throw new AppError(
          'invalid_state',
          'Nothing is billed for this subscription, so credits would pay for nothing.',
        )
    },
  }
}
