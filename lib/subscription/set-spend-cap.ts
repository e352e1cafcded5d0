import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError, invalidField } from '#lib/core/errors.ts'
import { formatMoney } from '#lib/core/money.ts'
import { parse } from '#lib/core/parse.ts'
import { type Anchored, isAnchored } from '#lib/invoice/load-billed.ts'
import { lockBilled } from '#lib/invoice/lock-billed.ts'
import { isInTrial } from '#lib/invoice/periods.ts'
import { presentOf, rateOpen } from '#lib/invoice/rate-open.ts'
import { subscriptionName } from './change-status.ts'
import { loadSubscription } from './load-subscription.ts'
import { renewFirst } from './renew-first.ts'
import { SetSpendCap, type SubscriptionChanged } from './schema.ts'

/** What usage of the present period costs so far, before credits: what a cap limits. */
async function usedSoFar(tx: Transaction, billed: Anchored): Promise<bigint> {
  if (isInTrial(billed)) return 0n
  const now = subscriptionNow(billed.application.organization).getTime()
  const [present] = await rateOpen(tx, [presentOf(billed)], () => now)
  return present!.usageAmount
}

/** A cap below what is used already could not be kept: refused at its field, with what it is. */
async function requireRoom(tx: Transaction, billed: Anchored, amount: bigint): Promise<void> {
  const used = await usedSoFar(tx, billed)
  if (amount >= used) return
  const { currency } = billed.plans.get(billed.planId)!.pricing
  invalidField('amount', `This period has cost ${formatMoney(used, currency)} already. Enter that or more.`)
}

/**
 * The consumer limits what usage of a billing period may cost, before tax; fees are outside. Gateways refuse beyond it, to
 * the unit; a raised cap travels before everything else. Null takes it away.
 */
export async function setSpendCap(actor: Actor, input: SetSpendCap): Promise<SubscriptionChanged> {
  requireSignedIn(actor)
  const { id, amount } = parse(SetSpendCap, input)
  await renewFirst(id)
  return transaction(async (tx) => {
    const subscription = await loadSubscription(tx, actor, 'consumer', id)
    const { organizationId } = subscription.application
    authorize(actor, 'payment:manage', organizationId)
    const { status } = subscription
    const billed = await lockBilled(tx, id)
    const spendCap = amount === null ? null : BigInt(amount)
    if (billed.spendCap === spendCap) return { id, status, revision: await lastRevisionOf(tx, id) }
    if (!isAnchored(billed))
      throw new AppError(
        'invalid_state',
        'Nothing is billed for this subscription, so there is nothing to cap.',
      )
    if (spendCap !== null) await requireRoom(tx, billed, spendCap)
    await tx.subscription.update({ where: { id }, data: { spendCap } })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'subscription.spend_cap_set',
      object: { kind: 'subscription', id, name: subscriptionName(subscription) },
      before: { spendCap: billed.spendCap },
      after: { spendCap },
    })
    const touched = [{ kind: 'subscription' as const, id }]
    return { id, status, revision: await configChange(tx, { touched, auditEntryId, isUrgent: true }) }
  })
}
