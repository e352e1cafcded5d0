import { subscriptionKnownTo } from '#lib/application/queries.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { isAnchored, loadBilled } from '#lib/invoice/load-billed.ts'
import { readTax } from '#lib/invoice/read-tax.ts'
import { planOfferSelect, toPlanOffer } from '#lib/plan/queries.ts'
import { termsDigest } from '#lib/plan/terms-digest.ts'
import { statusByConsumer } from './consumer-change.ts'
import { expectedCosts, expectedEnd, expectedPeriod } from './expected-costs.ts'
import { expectedPayment } from './expected-payment.ts'
import { limitChanges } from './limit-changes.ts'
import { isProviderOf, loadTarget } from './load-target.ts'
import { planChangeOf } from './plan-change.ts'
import {
  type CancellationPreview,
  CancelSubscription,
  type PlanChangePreview,
  PreviewPlanChange,
  SubscriptionStatus,
} from './schema.ts'
import { hasTrialLeft } from './trial-left.ts'

/** A subscription that the actor has on either side, and how it is billed. */
async function load(actor: Actor, id: string) {
  requireSignedIn(actor)
  const row = await db.subscription.findFirst({
    where: { id, ...subscriptionKnownTo(actor) },
    select: {
      status: true,
      planId: true,
      application: { select: { organizationId: true } },
      plan: {
        select: {
          ...planOfferSelect,
          productId: true,
          product: { select: { name: true, organizationId: true } },
        },
      },
    },
  })
  const [billed] = row ? await loadBilled(db, [id]) : []
  if (!row || !billed) notFound('subscription', id)
  const { organization } = billed.application
  const parties = { organizationId: row.plan.product.organizationId, consumerId: organization.id }
  return { row, billed, parties, now: subscriptionNow(organization), tax: await readTax(db, parties) }
}

/**
 * What a change of plan costs, to the second, and what changes at the gateway, before it is made. Refused as the change
 * would be. `expectedPlanId` and `expectedTerms` go with the change: it is a `conflict` when they hold no longer.
 */
export async function previewPlanChange(actor: Actor, input: PreviewPlanChange): Promise<PlanChangePreview> {
  const { id, planId, at } = parse(PreviewPlanChange, input)
  const { row, billed, parties, now, tax } = await load(actor, id)
  const status = SubscriptionStatus.parse(row.status)
  if (status === 'refused' || status === 'cancelled')
    throw new AppError('invalid_state', `The subscription was ${status}. Subscribe anew.`)
  const { offer, target } = await loadTarget(db, actor, row, planId)
  const decided = planChangeOf(billed, target, at, now.getTime())
  const isKept = planId === row.planId || isProviderOf(actor, row)
  const after = isKept ? status : await statusByConsumer(db, { ...row, status }, offer)
  // A pending one begins to be billed when the change opens it.
  const isOpened = status === 'pending' && after === 'active' && target.rated
  const kind = isOpened ? 'start' : decided
  const hasTrial = await hasTrialLeft(db, billed.application.organization.id, row.plan.productId)
  const costs = await expectedCosts(db, billed, { kind, to: target, now, tax, hasTrial })
  const from = toPlanOffer(row.plan)
  return {
    subscriptionId: id,
    kind,
    at,
    effectiveAt: kind === 'order' && billed.renewsAt ? billed.renewsAt : now,
    from,
    to: offer,
    currency: (offer.pricing ?? from.pricing)?.currency ?? null,
    ...costs,
    tax,
    payment: offer.pricing && (await expectedPayment(db, parties)),
    limits: limitChanges(from, offer),
    expectedPlanId: row.planId,
    expectedTerms: termsDigest(offer),
  }
}

/** What it costs to end a subscription, at once or with its period, before it is ended. */
export async function previewCancellation(
  actor: Actor,
  input: CancelSubscription,
): Promise<CancellationPreview> {
  const { id, at } = parse(CancelSubscription, input)
  const { row, billed, now, tax } = await load(actor, id)
  const currency = toPlanOffer(row.plan).pricing?.currency ?? null
  if (!isAnchored(billed)) return { subscriptionId: id, at, endsAt: now, currency, tax, invoice: null }
  const isNow = at === 'now'
  const invoice = isNow
    ? await expectedEnd(db, billed, { now, tax })
    : await expectedPeriod(db, { ...billed, isCancelling: true, nextPlanId: null }, { now, tax })
  return { subscriptionId: id, at, endsAt: isNow ? now : billed.renewsAt, currency, tax, invoice }
}
