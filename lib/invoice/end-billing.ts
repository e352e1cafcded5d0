import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { isAnchored } from './load-billed.ts'
import { lockBilled } from './lock-billed.ts'
import { makeInvoice } from './make-invoice.ts'
import { isInTrial } from './periods.ts'
import { presentOf } from './rate-open.ts'
import { settleInvoice } from './settle-invoice.ts'

/** Ends the open term and whatever was to follow. */
export async function closeTerm(tx: Transaction, subscriptionId: string, at: Date): Promise<void> {
  await tx.subscriptionTerm.updateMany({
    where: { subscriptionId, endsAt: null },
    data: { endsAt: at },
  })
}

/**
 * Ends the billing of a subscription at a moment of its own time, in the caller's transaction: the last usage is invoiced,
 * and the unused part of the fee comes back. In a trial nothing is owed. The status is the caller's to set. Answers the
 * invoice, or null.
 */
export async function endBilling(
  tx: Transaction,
  actor: Actor,
  subscriptionId: string,
  at: Date,
): Promise<string | null> {
  const billed = await lockBilled(tx, subscriptionId)
  if (!isAnchored(billed)) return null
  const isFree = isInTrial(billed)
  const { period } = presentOf(billed)
  await closeTerm(tx, subscriptionId, at)
  await tx.subscription.update({
    where: { id: subscriptionId },
    data: { renewsAt: null, nextPlanId: null, isCancelling: false, ...(!isFree && { billedUntil: at }) },
  })
  if (isFree) return null
  const ended = await lockBilled(tx, subscriptionId)
  const id = await makeInvoice(tx, ended, {
    kind: 'end',
    periodStartsAt: billed.billedUntil,
    periodEndsAt: at,
    feeEndsAt: new Date(period.endsAt),
  })
  await settleInvoice(tx, actor, ended, id)
  return id
}
