import { hourOf } from '#gateway-sync/contract/index.ts'
import type { Span } from '#lib/billing/rating/prorate.ts'
import type { Pricing } from '#lib/billing/schema/pricing.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { ensureCustomer } from '#lib/customer/ensure-customer.ts'
import { issueStartInvoice } from './fee-invoices.ts'
import { lockBilled } from './lock-billed.ts'
import { periodFrom } from './periods.ts'

const DAY_MS = 86_400_000

type First = { anchorAt: Date; trialEndsAt: Date | null; billedUntil: Date; period: Span }

/** The first billing period of a plan that begins to be billed at a moment: at the whole hour, or after the trial. Pure. */
export function firstPeriodOf({ trial, interval }: Pricing, at: Date, hasTrial: boolean): First {
  const days = hasTrial && trial?.kind === 'days' ? trial.days : 0
  const anchor = hourOf(at.getTime() + days * DAY_MS)
  const anchorAt = new Date(anchor)
  // To the moment of the first charge, so that nobody is told of a later one.
  const trialEndsAt = days > 0 ? anchorAt : null
  const { startsAt, endsAt } = periodFrom(anchor, anchor, interval, interval)
  return { anchorAt, trialEndsAt, billedUntil: trialEndsAt ? at : anchorAt, period: { startsAt, endsAt } }
}

/**
 * Begins to bill a subscription that became active on a plan with a price, in the caller's transaction: anchor (a whole
 * hour), term, first period and the customer who pays; set-up and first fee are invoiced at once, or after the trial's days. `at` is the
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
  // Before there is anything to pay: who pays can give its details, and a payment method, for the first invoice.
  await ensureCustomer(tx, before.plan.product.organizationId, before.application.organization)
  const { anchorAt, trialEndsAt, billedUntil, period } = firstPeriodOf(plan.pricing, at, hasTrial)
  await tx.subscription.update({
    where: { id: subscriptionId },
    data: {
      anchorAt,
      trialEndsAt,
      billedUntil,
      renewsAt: trialEndsAt ? anchorAt : new Date(period.endsAt),
      isCancelling: false,
      nextPlanId: null,
    },
  })
  await tx.subscriptionTerm.create({
    data: {
      id: newId('term'),
      subscriptionId,
      planId: plan.id,
      startsAt: billedUntil,
    },
  })
  if (!trialEndsAt) await issueStartInvoice(tx, actor, await lockBilled(tx, subscriptionId), period)
}
