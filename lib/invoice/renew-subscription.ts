import { audit } from '#lib/core/audit.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { writeMail } from '#lib/mail/write-mail.ts'
import { changeStatus } from '#lib/subscription/change-status.ts'
import { loadSubscription } from '#lib/subscription/load-subscription.ts'
import { closeTerm, endBilling } from './end-billing.ts'
import { issueStartInvoice } from './fee-invoices.ts'
import { type Anchored, isAnchored } from './load-billed.ts'
import { lockBilled } from './lock-billed.ts'
import { makeInvoice } from './make-invoice.ts'
import { isInTrial, periodFrom } from './periods.ts'
import { nextOf } from './rate-open.ts'
import { settleInvoice } from './settle-invoice.ts'

const BILLED_STATUSES = ['active', 'suspended']

/** The end that was ordered: the last invoice, and the gateways refuse from now on. */
async function end(tx: Transaction, actor: Actor, { id, renewsAt }: Anchored): Promise<void> {
  await endBilling(tx, actor, id, renewsAt)
  await tx.subscription.update({ where: { id }, data: { endedAt: renewsAt } })
  const subscription = await loadSubscription(tx, actor, 'either', id)
  await changeStatus(tx, actor, subscription, {
    event: 'cancelled',
    from: ['active', 'suspended'],
    to: 'cancelled',
    organizationId: subscription.application.organizationId,
    isDecision: false,
    isUrgent: true,
  })
}

/** Invoices the period that ends, with the fee of the next one. */
async function billPeriod(tx: Transaction, actor: Actor, billed: Anchored): Promise<void> {
  const next = nextOf(billed)
  const id = await makeInvoice(tx, billed, {
    kind: next ? 'period' : 'end',
    periodStartsAt: billed.billedUntil,
    periodEndsAt: billed.renewsAt,
    feePlanId: next?.plan.id ?? null,
    feeEndsAt: next ? new Date(next.endsAt) : billed.renewsAt,
  })
  await settleInvoice(tx, actor, billed, id)
}

/** The next period's columns. A free plan is not billed any more. */
function advanced(billed: Anchored) {
  const { renewsAt, anchorAt } = billed
  const planId = billed.nextPlanId ?? billed.planId
  const plan = billed.plans.get(planId)
  const fixed = { planId, nextPlanId: null }
  if (!plan) return { ...fixed, anchorAt: null, billedUntil: renewsAt, renewsAt: null, spendCap: null }
  const { interval } = billed.plans.get(billed.planId)!.pricing
  const period = periodFrom(renewsAt.getTime(), anchorAt.getTime(), interval, plan.pricing.interval)
  const anchor = new Date(period.anchorAt)
  return { ...fixed, anchorAt: anchor, billedUntil: renewsAt, renewsAt: new Date(period.endsAt) }
}

/** The move to the plan that was ordered for now: terms, history, mail, and the gateways. */
async function movePlan(tx: Transaction, actor: Actor, billed: Anchored): Promise<void> {
  const { id, renewsAt, application, plan: from } = billed
  await closeTerm(tx, id, renewsAt)
  if (billed.plans.has(billed.nextPlanId!))
    await tx.subscriptionTerm.create({
      data: { id: newId('term'), subscriptionId: id, planId: billed.nextPlanId!, startsAt: renewsAt },
    })
  const to = await tx.plan.findUniqueOrThrow({ where: { id: billed.nextPlanId! }, select: { name: true } })
  const product = from.product
  await writeMail(tx, {
    kind: 'plan_moved',
    organizationId: product.organizationId,
    consumerId: application.organization.id,
    objectId: id,
    dedupeKey: `${id}/moved/${renewsAt.toISOString()}`,
    data: {
      applicationId: application.id,
      applicationName: application.name,
      planName: `${product.name}, ${to.name}`,
      fromPlanName: `${product.name}, ${from.name}`,
      at: renewsAt,
      reason: '',
    },
  })
  const auditEntryId = await audit(tx, actor, {
    organizationId: application.organization.id,
    event: 'subscription.plan_changed',
    object: { kind: 'subscription', id, name: `${application.name} · ${product.name}, ${to.name}` },
    before: { plan: from.name },
    after: { plan: to.name },
  })
  await configChange(tx, { touched: [{ kind: 'subscription', id }], auditEntryId })
}

/** The trial is over: set-up and first fee fall due, on the plan that was chosen for then. */
async function endTrial(tx: Transaction, actor: Actor, billed: Anchored): Promise<void> {
  const columns = advanced(billed)
  await tx.subscription.update({ where: { id: billed.id }, data: columns })
  const moved = await lockBilled(tx, billed.id)
  if (isAnchored(moved)) {
    const span = { startsAt: moved.billedUntil.getTime(), endsAt: moved.renewsAt.getTime() }
    await issueStartInvoice(tx, actor, moved, span)
  }
}

/**
 * What falls due at the end of a subscription's present period or trial, in one transaction: the invoice, then the next
 * period, or the end or the move to another plan that was ordered. One step a call, for whoever comes first; a second
 * call finds it done. Answers whether it did anything; `now` is the real time.
 */
export async function renewSubscription(actor: Actor, id: string, now = Date.now()): Promise<boolean> {
  return transaction(async (tx) => {
    const billed = await lockBilled(tx, id)
    if (!isAnchored(billed) || !BILLED_STATUSES.includes(billed.status)) return false
    if (billed.renewsAt > subscriptionNow(billed.application.organization, now)) return false
    if (billed.isCancelling) {
      await end(tx, actor, billed)
      return true
    }
    if (isInTrial(billed)) await endTrial(tx, actor, billed)
    else {
      await billPeriod(tx, actor, billed)
      await tx.subscription.update({ where: { id }, data: advanced(billed) })
    }
    if (billed.nextPlanId) await movePlan(tx, actor, billed)
    return true
  })
}
