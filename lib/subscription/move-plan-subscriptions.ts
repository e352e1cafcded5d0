import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Transaction, transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { writeMail } from '#lib/mail/write-mail.ts'
import { MovePlanSubscriptions, type PlanSubscriptionsMoved } from '#lib/plan/schema.ts'
import { newestOf } from '#lib/plan/superseded.ts'
import { movePlan } from './change-subscription-plan.ts'
import { type LoadedSubscription, loadSubscription } from './load-subscription.ts'
import { loadTarget } from './load-target.ts'
import { renewFirst } from './renew-first.ts'
import type { ChangeAt } from './schema.ts'

type Move = { actor: Actor; planId: string; newestId: string; at: ChangeAt; reason: string }

/** The consumer's notice; the renewal that carries an ordered move out writes no second one. */
async function tell(
  tx: Transaction,
  { application, plan, id }: LoadedSubscription,
  { at, reason, planName }: { at: Date; reason: string; planName: string },
): Promise<void> {
  const { product } = plan
  await writeMail(tx, {
    kind: 'plan_moved',
    organizationId: product.organizationId,
    consumerId: application.organizationId,
    objectId: id,
    dedupeKey: `${id}/moved/${at.toISOString()}`,
    data: {
      applicationId: application.id,
      applicationName: application.name,
      planName: `${product.name}, ${planName}`,
      fromPlanName: `${product.name}, ${plan.name}`,
      at,
      reason,
    },
  })
}

/** Versions may bear one name: the notice tells them apart. */
const versionName = (name: string, fromName: string, version: number): string =>
  name === fromName ? `${name} (version ${version})` : name

/** One subscription, in a transaction of its own; null where it is no longer on the version. */
async function moveOne({ actor, planId, newestId, at, reason }: Move, id: string) {
  await renewFirst(id)
  return transaction(async (tx) => {
    const subscription = await loadSubscription(tx, actor, 'provider', id)
    const { status, plan } = subscription
    if (subscription.planId !== planId || !LIVE_SUBSCRIPTION.in.includes(status)) return null
    const { offer, target } = await loadTarget(tx, actor, subscription, newestId)
    const { renewsAt } = await tx.subscription.findUniqueOrThrow({
      where: { id },
      select: { renewsAt: true },
    })
    const moved = await movePlan(tx, actor, subscription, {
      organizationId: plan.product.organizationId,
      target,
      at: renewsAt ? at : 'now',
      status,
      before: (effectiveAt) =>
        tell(tx, subscription, {
          at: effectiveAt,
          reason,
          planName: versionName(offer.name, plan.name, offer.version),
        }),
    })
    return moved.kind === 'none' ? null : moved
  })
}

/** Live subscriptions of the version that are not on their way already. */
async function subscriptionsOf(planId: string, newestId: string, ids: string[] | undefined) {
  return db.subscription.findMany({
    where: {
      planId,
      status: LIVE_SUBSCRIPTION,
      ...(ids && { id: { in: ids } }),
      OR: [{ nextPlanId: null }, { nextPlanId: { not: newestId } }],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
}

/**
 * The provider moves subscriptions of an older version to the newest one, at once or each when its period ends, with a
 * notice by mail each. One that cannot be moved soundly (another currency, a cancellation under way) is named, and the
 * others are moved. Repeating moves what is left.
 */
export async function movePlanSubscriptions(
  actor: Actor,
  input: MovePlanSubscriptions,
): Promise<PlanSubscriptionsMoved> {
  requireSignedIn(actor)
  const { id: planId, subscriptionIds, at, reason } = parse(MovePlanSubscriptions, input)
  const plan = await db.plan.findFirst({
    where: { id: planId, product: { organizationId: organizationIdsOf(actor) } },
    select: { seriesId: true, supersededAt: true, name: true, product: { select: { organizationId: true } } },
  })
  if (!plan) notFound('plan', planId)
  authorize(actor, 'plan:update', plan.product.organizationId)
  if (!plan.supersededAt)
    throw new AppError('invalid_state', `This is the newest version of “${plan.name}” already.`)
  const { id: newestId } = await newestOf(db, plan.seriesId)
  const result: PlanSubscriptionsMoved = {
    planId: newestId,
    moved: 0,
    ordered: 0,
    refused: [],
    revision: null,
  }
  for (const { id } of await subscriptionsOf(planId, newestId, subscriptionIds)) {
    try {
      const moved = await moveOne({ actor, planId, newestId, at, reason }, id)
      if (!moved) continue
      if (moved.kind === 'order') result.ordered++
      else {
        result.moved++
        result.revision = moved.revision
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      result.refused.push({ subscriptionId: id, reason: error.message })
    }
  }
  return result
}
