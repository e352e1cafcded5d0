import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Reader } from '#lib/core/db.ts'
import { AppError, invalidField } from '#lib/core/errors.ts'
import { planOfferSelect, toPlanOffer } from '#lib/plan/queries.ts'
import type { PlanOffer } from '#lib/plan/schema.ts'
import { requireNewest } from '#lib/plan/superseded.ts'
import type { TargetPlan } from './plan-change.ts'

type Of = { planId: string; plan: { productId: string; product: { name: string; organizationId: string } } }

/** The provider moves subscriptions as it likes; the consumer chooses among what is offered to it. */
export const isProviderOf = (actor: Actor, { plan }: Of): boolean =>
  can(actor, 'subscription:decide', plan.product.organizationId)

/**
 * Loads a plan of the subscription's product to move to: the one it is on, or one that is offered. Another product's is
 * refused at `planId`; an older version and, for the consumer, a closed plan are `invalid_state`.
 */
export async function loadTarget(
  reader: Reader,
  actor: Actor,
  subscription: Of,
  planId: string,
): Promise<{ offer: PlanOffer; target: TargetPlan }> {
  const { plan } = subscription
  const row = await reader.plan.findFirst({
    where: { id: planId, productId: plan.productId },
    select: { ...planOfferSelect, supersededAt: true },
  })
  if (!row) invalidField('planId', `There is no plan ${planId} in ${plan.product.name}.`)
  const offer = toPlanOffer(row)
  const { id, name, pricing } = offer
  const target = { id, name, rated: pricing && { id, name, pricing } }
  if (id === subscription.planId) return { offer, target }
  await requireNewest(reader, row)
  if (offer.isClosed && !isProviderOf(actor, subscription))
    throw new AppError('invalid_state', `The plan “${name}” is closed. Choose another one.`)
  return { offer, target }
}
