import { system } from '#lib/core/context.ts'
import { renewSubscription } from '#lib/invoice/renew-subscription.ts'

/**
 * Does what has fallen due of a subscription before anything of it is changed: a period that has ended is billed as it was,
 * also when its clock was turned on just now. Each step is a transaction of its own.
 */
export async function renewFirst(id: string): Promise<void> {
  while (await renewSubscription(system, id));
}
