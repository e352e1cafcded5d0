import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import { organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Approval, type PlanColumns, type PlanItem, type PlanOffer, planLimits } from './schema.ts'

/** Columns of a plan as it is offered. */
export const planOfferSelect = {
  id: true,
  name: true,
  description: true,
  rateLimitRequests: true,
  rateLimitWindowSeconds: true,
  rateLimitBurst: true,
  quotaRequests: true,
  quotaPeriod: true,
  approval: true,
  isClosed: true,
} satisfies Prisma.PlanSelect

/** Makes the offer out of its columns. */
export function toPlanOffer(
  row: PlanColumns & Pick<PlanOffer, 'id' | 'name' | 'description' | 'isClosed'> & { approval: string },
): PlanOffer {
  const { id, name, description, approval, isClosed } = row
  return { id, name, description, ...planLimits(row), approval: approval as Approval, isClosed }
}

const itemSelect = {
  ...planOfferSelect,
  position: true,
  createdAt: true,
  product: { select: { id: true, name: true, slug: true, status: true } },
  _count: { select: { subscriptions: { where: { status: LIVE_SUBSCRIPTION } } } },
} satisfies Prisma.PlanSelect

function toItem(row: Prisma.PlanGetPayload<{ select: typeof itemSelect }>): PlanItem {
  const { position, createdAt, product, _count } = row
  return { ...toPlanOffer(row), position, createdAt, product, liveSubscriptions: _count.subscriptions }
}

/** The plans of one of the provider's products, in their order, closed ones included. */
export async function listPlans(actor: Actor, { productId }: { productId: string }): Promise<PlanItem[]> {
  requireSignedIn(actor)
  const product = await db.apiProduct.findFirst({
    where: { id: productId, organizationId: organizationIdsOf(actor) },
    select: { plans: { select: itemSelect, orderBy: [{ position: 'asc' }, { id: 'asc' }] } },
  })
  if (!product) notFound('product', productId)
  return product.plans.map(toItem)
}

/** One of the provider's plans, or null. */
export async function findPlan(actor: Actor, id: string): Promise<PlanItem | null> {
  requireSignedIn(actor)
  const row = await db.plan.findFirst({
    where: { id, product: { organizationId: organizationIdsOf(actor) } },
    select: itemSelect,
  })
  return row && toItem(row)
}

/** One of the provider's plans; `not_found` for anybody else's. */
export async function getPlan(actor: Actor, id: string): Promise<PlanItem> {
  return (await findPlan(actor, id)) ?? notFound('plan', id)
}
