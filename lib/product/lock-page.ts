import { authorize, organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { lockProduct } from './lock-product.ts'

/**
 * Loads a page of one of the provider's products and locks that product until the commit. Throws `not_found` for another
 * organization's, `forbidden` for a role that may not edit products.
 */
export async function lockPage(tx: Transaction, actor: Actor, id: string) {
  const where = { id, product: { organizationId: organizationIdsOf(actor) } }
  const found = await tx.productPage.findFirst({ where, select: { productId: true } })
  if (!found) notFound('page', id)
  const product = await lockProduct(tx, actor, found.productId)
  authorize(actor, 'product:update', product.organizationId)
  const page = (await tx.productPage.findUnique({ where: { id } })) ?? notFound('page', id)
  return { page, product }
}
