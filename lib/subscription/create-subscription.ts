import { LIVE_SUBSCRIPTION, lastRevisionOf, lockApplication } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { holdClock, subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { beginBilling } from './apply-plan-change.ts'
import { loadOpenPlan } from './load-plan.ts'
import { CreateSubscription, type SubscriptionChanged, SubscriptionStatus } from './schema.ts'

/**
 * True when the provider's last word to this organization about the product was a refusal or a suspension: then the next
 * subscription is the provider's to approve, however open the plan is. A way round a suspension is none.
 */
export async function isHeldBack(
  tx: Transaction,
  organizationId: string,
  productId: string,
): Promise<boolean> {
  const last = await tx.subscription.findFirst({
    where: { application: { organizationId }, plan: { productId }, decidedAt: { not: null } },
    orderBy: { decidedAt: 'desc' },
    select: { status: true, reason: true },
  })
  if (!last) return false
  const isEndedWhileSuspended = last.status === 'cancelled' && last.reason !== ''
  return last.status === 'refused' || last.status === 'suspended' || isEndedWhileSuspended
}

/** The application's live subscription to the product, of which there is at most one. */
const findLive = (tx: Transaction, applicationId: string, productId: string) =>
  tx.subscription.findFirst({
    where: { applicationId, plan: { productId }, status: LIVE_SUBSCRIPTION },
    select: { id: true, status: true, planId: true, plan: { select: { name: true } } },
  })

/**
 * Subscribes an application to a plan: active at once where the plan says so, else pending until the provider decides. A
 * plan with a price is billed from then on, or after its trial.
 * Repeating answers the subscription that is there; another plan of the same product is a `conflict`.
 */
export async function createSubscription(
  actor: Actor,
  input: CreateSubscription,
): Promise<SubscriptionChanged> {
  requireSignedIn(actor)
  const { applicationId, planId } = parse(CreateSubscription, input)
  return transaction(async (tx) => {
    const application = await lockApplication(tx, actor, applicationId)
    const { organizationId } = application
    authorize(actor, 'subscription:create', organizationId)
    const clock = await holdClock(tx, organizationId)
    const same = await tx.subscription.findFirst({
      where: { applicationId, planId, status: LIVE_SUBSCRIPTION },
      select: { id: true, status: true },
    })
    if (same)
      return {
        id: same.id,
        status: SubscriptionStatus.parse(same.status),
        revision: await lastRevisionOf(tx, same.id),
      }
    const plan = await loadOpenPlan(tx, actor, organizationId, planId)
    const live = await findLive(tx, applicationId, plan.productId)
    if (live)
      throw new AppError(
        'conflict',
        `${application.name} subscribes to ${plan.product.name} already, on the plan “${live.plan.name}”. Change the plan of that subscription, or cancel it first.`,
        {
          fields: { planId: `Already subscribed on “${live.plan.name}”.` },
          extra: { subscriptionId: live.id },
        },
      )
    const isManual = plan.approval !== 'automatic' || (await isHeldBack(tx, organizationId, plan.productId))
    const status: SubscriptionStatus = isManual ? 'pending' : 'active'
    const id = newId('sub')
    await tx.subscription.create({ data: { id, applicationId, planId, status } })
    if (status === 'active')
      await beginBilling(tx, actor, id, {
        organizationId,
        productId: plan.productId,
        at: subscriptionNow(clock),
      })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'subscription.created',
      object: { kind: 'subscription', id, name: `${application.name} · ${plan.product.name}, ${plan.name}` },
      after: { application: application.name, product: plan.product.name, plan: plan.name, status },
    })
    const revision = await configChange(tx, { touched: [{ kind: 'subscription', id }], auditEntryId })
    return { id, status, revision }
  })
}
