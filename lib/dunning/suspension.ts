import { lastRevisionOf } from '#lib/application/queries.ts'
import { system } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { changeStatus } from '#lib/subscription/change-status.ts'
import { type LoadedSubscription, loadSubscription } from '#lib/subscription/load-subscription.ts'
import type { SubscriptionChanged } from '#lib/subscription/schema.ts'

async function change(
  id: string,
  work: (
    tx: Transaction,
    subscription: LoadedSubscription,
    organizationId: string,
  ) => Promise<SubscriptionChanged>,
): Promise<SubscriptionChanged> {
  return transaction(async (tx) => {
    const subscription = await loadSubscription(tx, system, 'either', id)
    return work(tx, subscription, subscription.plan.product.organizationId)
  })
}

/** Stops an active subscription because an invoice is unpaid: travels before everything else. Others are left alone. */
export function suspendForPayment(id: string, reason: string): Promise<SubscriptionChanged> {
  return change(id, async (tx, subscription, organizationId) => {
    const { status } = subscription
    if (status !== 'active') return { id, status, revision: await lastRevisionOf(tx, id) }
    return changeStatus(tx, system, subscription, {
      event: 'suspended',
      from: ['active'],
      to: 'suspended',
      suspendedFor: 'payment',
      reason,
      organizationId,
      isDecision: false,
      isUrgent: true,
    })
  })
}

/** Serves a subscription again that was suspended for payment. One that was cancelled, or suspended by people, stays so. */
export function resumeAfterPayment(id: string): Promise<SubscriptionChanged> {
  return change(id, async (tx, subscription, organizationId) => {
    const { status, suspendedFor } = subscription
    if (status !== 'suspended' || suspendedFor !== 'payment')
      return { id, status, revision: await lastRevisionOf(tx, id) }
    return changeStatus(tx, system, subscription, {
      event: 'resumed',
      from: ['suspended'],
      to: 'active',
      reason: '',
      organizationId,
      isDecision: false,
      isUrgent: true,
    })
  })
}
