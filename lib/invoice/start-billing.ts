import { hourOf } from '#gateway-sync/contract/index.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { issueStartInvoice } from './fee-invoices.ts'
import { lockBilled } from './lock-billed.ts'
import { periodFrom } from './periods.ts'

const DAY_MS = 86_400_000

/**
 * Begins to bill a subscription that became active on a plan with a price, in the caller's transaction: anchor (a whole
 * hour), term and first period; set-up and first fee are invoiced at once, or after the trial's days. `at` is the
 * subscription's own time. Does nothing for a free plan, and nothing a second time.
 */
export async function startBilling(
  tx: Transaction,
  actor: Actor,
  subscriptionId: string,
  { at, hasTrial }: { at: Date; hasTrial: boolean },
): Promise<void> {
  const before = await lockBilled(tx, subscriptionId)
  const plan = before.plans.get(before.planId)
  if (!plan || before.renewsAt) return
  const { trial, interval } = plan.pricing
  const days = hasTrial && trial?.kind === 'days' ? trial.days : 0
  const trialEndsAt = days > 0 ? new Date(at.getTime() + days * DAY_MS) : null
  const anchor = hourOf((trialEndsAt ?? at).getTime())
  const period = periodFrom(anchor, anchor, interval, interval)
  await tx.subscription.update({
    where: { id: subscriptionId },
    data: {
      anchorAt: new Date(anchor),
      trialEndsAt,
      billedUntil: trialEndsAt ? at : new Date(anchor),
      renewsAt: new Date(trialEndsAt ? anchor : period.endsAt),
      isCancelling: false,
      nextPlanId: null,
    },
  })
  await tx.subscriptionTerm.create({
    data: {
      id: newId('term'),
      subscriptionId,
      planId: plan.id,
      startsAt: trialEndsAt ? at : new Date(anchor),
    },
  })
  if (!trialEndsAt) await issueStartInvoice(tx, actor, await lockBilled(tx, subscriptionId), period)
}
