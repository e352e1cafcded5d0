import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { lockBilled } from '#lib/invoice/lock-billed.ts'
import type { PlanOffer } from '#lib/plan/schema.ts'
import { termsDigest } from '#lib/plan/terms-digest.ts'
import { applyPlanChange, beginBilling } from './apply-plan-change.ts'
import { subscriptionName } from './change-status.ts'
import { statusByConsumer } from './consumer-change.ts'
import { type LoadedSubscription, loadSubscription } from './load-subscription.ts'
import { isProviderOf, loadTarget } from './load-target.ts'
import { planChangeOf, type TargetPlan } from './plan-change.ts'
import { renewFirst } from './renew-first.ts'
import {
  type ChangeAt,
  ChangeSubscriptionPlan,
  type PlanChangeKind,
  type SubscriptionChanged,
  type SubscriptionStatus,
} from './schema.ts'

const EVENTS: Partial<Record<PlanChangeKind, `subscription.${string}`>> = {
  order: 'subscription.plan_change_ordered',
  withdraw: 'subscription.plan_change_withdrawn',
}

/** Two who change at once, or one in two tabs: the second hears that it decided on other grounds. */
function requireExpected(
  {
    expectedPlanId,
    expectedTerms,
  }: { expectedPlanId?: string | undefined; expectedTerms?: string | undefined },
  subscription: LoadedSubscription,
  offer: PlanOffer,
): void {
  if (expectedPlanId && expectedPlanId !== subscription.planId)
    throw new AppError(
      'conflict',
      `The subscription is on “${subscription.plan.name}” meanwhile. Look at the change anew.`,
      { extra: { planId: subscription.planId } },
    )
  if (expectedTerms && expectedTerms !== termsDigest(offer))
    throw new AppError(
      'conflict',
      `The terms of “${offer.name}” changed meanwhile. Look at the change anew.`,
      { extra: { planId: offer.id } },
    )
}

type PlanMove = {
  organizationId: string
  target: TargetPlan
  at: ChangeAt
  /** The status that it is to have. */
  status: SubscriptionStatus
  /** What goes with it, unless nothing changes; gets the moment when the other plan holds. */
  before?: (effectiveAt: Date) => Promise<void>
}

/**
 * The part of a change of plan that everybody shares, in the caller's transaction: what it amounts to, rows, audit, and the
 * gateways. Nothing is written where it is there already.
 */
export async function movePlan(
  tx: Transaction,
  actor: Actor,
  subscription: LoadedSubscription,
  { organizationId, target, at, status, before }: PlanMove,
): Promise<SubscriptionChanged & { kind: PlanChangeKind; effectiveAt: Date }> {
  const { id, plan } = subscription
  const billed = await lockBilled(tx, id)
  const now = subscriptionNow(billed.application.organization)
  const kind = planChangeOf(billed, target, at, now.getTime())
  const effectiveAt = kind === 'order' ? billed.renewsAt! : now
  const unchanged = async () => ({ id, status, kind, effectiveAt, revision: await lastRevisionOf(tx, id) })
  if (kind === 'none') return unchanged()
  await before?.(effectiveAt)
  await applyPlanChange(tx, actor, billed, { kind, planId: target.id, at: now })
  const isOpened = subscription.status === 'pending' && status === 'active'
  if (isOpened) {
    await tx.subscription.update({ where: { id }, data: { status } })
    const input = { organizationId: billed.application.organization.id, productId: plan.productId, at: now }
    await beginBilling(tx, actor, id, input)
  }
  const auditEntryId = await audit(tx, actor, {
    organizationId,
    event: EVENTS[kind] ?? 'subscription.plan_changed',
    object: { kind: 'subscription', id, name: subscriptionName(subscription) },
    before: { plan: plan.name, planId: subscription.planId, status: subscription.status },
    after: { plan: target.name, planId: target.id, status, at: effectiveAt },
  })
  if (EVENTS[kind]) return unchanged()
  const touched = [{ kind: 'subscription' as const, id }]
  return { id, status, kind, effectiveAt, revision: await configChange(tx, { touched, auditEntryId }) }
}

/**
 * Moves a subscription to another plan of the same product, at once or when its billing period ends; what it costs is
 * prorated to the second. The consumer may choose among open plans that need no approval; the provider may choose any that
 * is offered, and the subscription keeps its status. `conflict` when it was agreed to on other grounds.
 */
export async function changeSubscriptionPlan(
  actor: Actor,
  input: ChangeSubscriptionPlan,
): Promise<SubscriptionChanged> {
  requireSignedIn(actor)
  const { id, planId, at, ...expected } = parse(ChangeSubscriptionPlan, input)
  await renewFirst(id)
  return transaction(async (tx) => {
    const subscription = await loadSubscription(tx, actor, 'either', id)
    const isProvider = isProviderOf(actor, subscription)
    authorizeEither(actor, subscription, isProvider)
    if (subscription.status === 'refused' || subscription.status === 'cancelled')
      throw new AppError('invalid_state', `The subscription was ${subscription.status}. Subscribe anew.`)
    const { offer, target } = await loadTarget(tx, actor, subscription, planId)
    const isThere = planId === subscription.planId
    if (!isThere) requireExpected(expected, subscription, offer)
    const status =
      isProvider || isThere ? subscription.status : await statusByConsumer(tx, subscription, offer)
    const organizationId = isProvider
      ? subscription.plan.product.organizationId
      : subscription.application.organizationId
    const moved = await movePlan(tx, actor, subscription, { organizationId, target, at, status })
    return { id, status: moved.status, revision: moved.revision }
  })
}

/** Throws unless the actor may do it as provider or as consumer; a member of the provider alone hears of that role. */
function authorizeEither(actor: Actor, { application, plan }: LoadedSubscription, isProvider: boolean): void {
  if (isProvider) return
  const isConsumer = actor.memberships.some(
    (membership) => membership.organizationId === application.organizationId,
  )
  if (isConsumer) authorize(actor, 'subscription:create', application.organizationId)
  else authorize(actor, 'subscription:decide', plan.product.organizationId)
}
