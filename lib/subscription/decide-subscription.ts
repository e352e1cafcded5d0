import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { changeStatus, type StatusChange } from './change-status.ts'
import { type LoadedSubscription, loadSubscription } from './load-subscription.ts'
import type { SubscriptionChanged } from './schema.ts'

type Decision = Omit<StatusChange, 'organizationId' | 'isDecision'> & {
  /** What goes with it, in the same transaction, before the gateways are told. */
  before?: (tx: Transaction, subscription: LoadedSubscription) => Promise<void>
}

/** The provider's side of every decision: its own product's subscription, a role that may decide, one transaction. */
export async function decideSubscription(
  actor: Actor,
  id: string,
  { before, ...decision }: Decision,
): Promise<SubscriptionChanged> {
  requireSignedIn(actor)
  return transaction(async (tx) => {
    const subscription = await loadSubscription(tx, actor, 'provider', id)
    const { organizationId } = subscription.plan.product
    authorize(actor, 'subscription:decide', organizationId)
    await before?.(tx, subscription)
    return changeStatus(tx, actor, subscription, { ...decision, organizationId, isDecision: true })
  })
}
