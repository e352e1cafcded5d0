import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Reader, Transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { planOfferSelect, toPlanOffer } from '#lib/plan/queries.ts'
import { requireNewest } from '#lib/plan/superseded.ts'
import { meantFor } from '#lib/product/queries.ts'

/**
 * Finds a plan that an organization may subscribe to. A plan of a product that the organization cannot see is `not_found`;
 * a closed plan, an older version or an unpublished product is `invalid_state`.
 */
export async function findOpenPlan(reader: Reader, actor: Actor, organizationId: string, planId: string) {
  const plan = await reader.plan.findFirst({
    where: {
      id: planId,
      product: {
        OR: [
          { organizationId: organizationIdsOf(actor) },
          { status: { not: 'draft' }, ...meantFor(organizationId) },
        ],
      },
    },
    select: {
      ...planOfferSelect,
      supersededAt: true,
      productId: true,
      product: { select: { name: true, status: true, organizationId: true } },
    },
  })
  if (!plan) notFound('plan', planId)
  const { product } = plan
  if (product.status !== 'published')
    throw new AppError(
      'invalid_state',
      product.status === 'draft'
        ? `${product.name} is a draft. Publish it first.`
        : `${product.name} was withdrawn and takes no new subscriptions.`,
    )
  const isOffered = await reader.apiProduct.count({
    where: { id: plan.productId, ...meantFor(organizationId) },
  })
  if (!isOffered) throw new AppError('invalid_state', `${product.name} is not offered to this organization.`)
  await requireNewest(reader, plan)
  if (plan.isClosed)
    throw new AppError(
      'invalid_state',
      `The plan “${plan.name}” is closed. Choose another plan of ${product.name}.`,
    )
  return { offer: toPlanOffer(plan), productId: plan.productId, product }
}

/** The same, and plan and product stay as they are until the commit. */
export async function loadOpenPlan(tx: Transaction, actor: Actor, organizationId: string, planId: string) {
  await tx.$queryRaw`SELECT 1 FROM "plan" p JOIN "api_product" a ON a."id" = p."productId"
    WHERE p."id" = ${planId} FOR SHARE`
  return findOpenPlan(tx, actor, organizationId, planId)
}
