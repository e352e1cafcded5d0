import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { lockProduct, productRecord } from './lock-product.ts'
import { ProductId } from './schema.ts'

/**
 * Deletes a product that is not offered and that nobody ever subscribed to, with its plans and pages; else
 * `invalid_state`. A second call is `not_found`.
 */
export async function deleteProduct(
  actor: Actor,
  input: ProductId,
): Promise<{ id: string; revision: number | null }> {
  requireSignedIn(actor)
  const { id } = parse(ProductId, input)
  return transaction(async (tx) => {
    const product = await lockProduct(tx, actor, id)
    const { organizationId, name, status } = product
    authorize(actor, 'product:publish', organizationId)
    if (status === 'published')
      throw new AppError('invalid_state', `${name} is published. Withdraw it first.`)
    // New plans wait for the product's row, new subscriptions for their plan's: nothing is added while these are counted.
    await tx.$queryRaw`SELECT 1 FROM "plan" WHERE "productId" = ${id} FOR UPDATE`
    if ((await tx.subscription.count({ where: { plan: { productId: id } } })) > 0) {
      throw new AppError(
        'invalid_state',
        `${name} has had subscriptions: their history needs it. It stays withdrawn.`,
      )
    }
    await tx.apiProduct.delete({ where: { id } })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'product.deleted',
      object: { kind: 'product', id, name },
      before: productRecord(product),
    })
    if (status === 'draft') return { id, revision: null }
    return { id, revision: await configChange(tx, { touched: [{ kind: 'product', id }], auditEntryId }) }
  })
}
