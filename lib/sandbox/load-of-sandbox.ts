import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { loadSubscription } from '#lib/subscription/load-subscription.ts'
import { lockSandbox } from './require-sandbox.ts'

/** A subscription of the actor's sandbox, its organization locked before it; else `not_found` or `invalid_state`. */
export async function loadOfSandbox(tx: Transaction, actor: Actor, id: string) {
  const subscription = await loadSubscription(tx, actor, 'consumer', id)
  const { organizationId } = subscription.application
  return { subscription, organization: await lockSandbox(tx, actor, 'application:update', organizationId) }
}
