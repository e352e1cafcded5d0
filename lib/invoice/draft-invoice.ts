import { subscriptionKnownTo } from '#lib/application/queries.ts'
import { startLines } from '#lib/billing/rating/rate-period.ts'
import { totalOf } from '#lib/billing/rating/rated-line.ts'
import { authorize, can, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { forecastOf } from './forecast.ts'
import { type Anchored, isAnchored, loadBilled } from './load-billed.ts'
import { isInTrial, presentPeriod } from './periods.ts'
import type { InvoicedLine } from './rate-invoice.ts'
import { presentOf } from './rate-open.ts'
import { ratePresent } from './rate-present.ts'
import { readTax } from './read-tax.ts'
import type { DraftInvoice, DraftLine } from './schema/invoice.ts'
import { type Tax, taxOn } from './tax.ts'

export const toDraftLine = ({ startsAt, endsAt, ...line }: InvoicedLine): DraftLine => ({
  ...line,
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
  adjustsInvoiceId: line.adjustsInvoiceId ?? null,
})

const taxOf = (billed: Anchored): Promise<Tax> =>
  readTax(db, {
    organizationId: billed.plan.product.organizationId,
    consumerId: billed.application.organization.id,
  })

function common(billed: Anchored, asOf: Date, { ratePercent, isReverseCharge }: Tax) {
  const { currency, isPrepaid } = billed.plans.get(billed.planId)!.pricing
  const { spendCap, id: subscriptionId } = billed
  return { subscriptionId, currency, isPrepaid, asOf, spendCap, taxRatePercent: ratePercent, isReverseCharge }
}

/** In a trial nothing is owed; set-up and first fee follow at its end. */
function trialDraft(billed: Anchored, asOf: Date, tax: Tax): DraftInvoice {
  const plan = billed.plans.get(billed.nextPlanId ?? billed.planId)
  const upcoming =
    plan && !billed.isCancelling ? startLines(plan, presentPeriod(billed, plan.pricing.interval)) : []
  return {
    ...common(billed, asOf, tax),
    isTrial: true,
    periodStartsAt: billed.billedUntil,
    periodEndsAt: billed.renewsAt,
    lines: [],
    subtotal: 0n,
    tax: 0n,
    total: 0n,
    usageAmount: 0n,
    credits: { covered: 0n, left: 0n, expired: 0n },
    upcoming: upcoming.map(toDraftLine),
    upcomingTotal: totalOf(upcoming),
    forecast: null,
  }
}

async function periodDraft(billed: Anchored, asOf: Date, tax: Tax): Promise<DraftInvoice> {
  const rated = await ratePresent(db, presentOf(billed), asOf)
  const { lines, upcoming, usageAmount, burns, period } = rated
  const subtotal = totalOf(lines)
  const covered = [...burns.covered.values()].reduce((sum, amount) => sum + amount, 0n)
  const due = taxOn(subtotal, tax)
  return {
    ...common(billed, asOf, tax),
    isTrial: false,
    periodStartsAt: new Date(period.startsAt),
    periodEndsAt: new Date(period.endsAt),
    lines: lines.map(toDraftLine),
    subtotal,
    tax: due,
    total: subtotal + due,
    usageAmount,
    credits: { covered, left: burns.left, expired: burns.expired },
    upcoming: upcoming.map(toDraftLine),
    upcomingTotal: totalOf(upcoming),
    forecast: forecastOf(rated, asOf.getTime(), tax),
  }
}

/**
 * What a subscription owes so far, computed when asked: it is never stale, and nothing is stored. For members of its
 * provider and of its consumer. Throws `not_found`, and `invalid_state` where nothing is billed.
 */
export async function getDraftInvoice(
  actor: Actor,
  subscriptionId: string,
  now = Date.now(),
): Promise<DraftInvoice> {
  requireSignedIn(actor)
  const known = await db.subscription.count({ where: { id: subscriptionId, ...subscriptionKnownTo(actor) } })
  const [billed] = known ? await loadBilled(db, [subscriptionId]) : []
  if (!billed) notFound('subscription', subscriptionId)
  const providerId = billed.plan.product.organizationId
  if (!can(actor, 'billing:read', providerId))
    authorize(actor, 'billing:read', billed.application.organization.id)
  if (!isAnchored(billed))
    throw new AppError(
      'invalid_state',
      'Nothing is billed: the subscription is not active on a plan with a price.',
    )
  const asOf = subscriptionNow(billed.application.organization, now)
  const tax = await taxOf(billed)
  return isInTrial(billed) ? trialDraft(billed, asOf, tax) : periodDraft(billed, asOf, tax)
}
