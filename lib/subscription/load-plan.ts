import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { requireNewest } from '#lib/plan/superseded.ts'
import { meantFor } from '#lib/product/queries.ts'

/**
 * Loads a plan that an organization may subscribe to, and keeps plan and product as they are until the commit. A plan of
 * a product that the organization cannot see is `not_found`; a closed plan, an older version or an unpublished product is `invalid_state`.
 */
export async function loadOpenPlan(tx: Transaction, actor: Actor, organizationId: string, planId: string) {
  await tx.$queryRaw`SELECT 1 FROM "plan" p JOIN "api_product" a ON a."id" = p."productId"
    WHERE p."id" = ${planId} FOR SHARE`
  const plan = await tx.plan.findFirst({
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
      id: true,
      name: true,
      seriesId: true,
      version: true,
      supersededAt: true,
      pricing: true,
      approval: true,
      isClosed: true,
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
  const isOffered = await tx.apiProduct.count({ where: { id: plan.productId, ...meantFor(organizationId) } })
  if (!isOffered) throw new AppError('invalid_state', `${product.name} is not offered to this organization.`)
  await requireNewest(tx, plan)
  if (plan.isClosed)
    throw new AppError(
      'invalid_state',
      `The plan “${plan.name}” is closed. Choose another plan of ${product.name}.`,
    )
  return plan
}
