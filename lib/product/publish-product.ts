import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { AppError, type FieldErrors } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { changeProduct } from './change-product.ts'
import type { LockedProduct } from './lock-product.ts'
import { ProductId } from './schema.ts'

/**
 * Offers a draft or withdrawn product in the portal, and opens its APIs at the gateways. It needs an API and an open
 * plan; what is missing is told at `apiIds` and `plans` (`invalid_state`).
 */
export async function publishProduct(
  actor: Actor,
  input: ProductId,
): Promise<{ id: string; status: 'published'; revision: number }> {
  requireSignedIn(actor)
  const { id } = parse(ProductId, input)
  const { revision } = await changeProduct(actor, {
    id,
    permission: 'product:publish',
    event: 'product.published',
    work: async (tx, product) => {
      if (product.status === 'published') return
      await requireComplete(tx, product)
      await tx.apiProduct.update({ where: { id }, data: { status: 'published', publishedAt: new Date() } })
    },
  })
  return { id, status: 'published', revision: revision! }
}

async function requireComplete(tx: Transaction, { id, name, apis }: LockedProduct): Promise<void> {
  const openPlans = await tx.plan.count({ where: { productId: id, isClosed: false, supersededAt: null } })
  const fields: FieldErrors = {}
  if (apis.length === 0) fields.apiIds = 'Add an API: there is nothing to call yet.'
  if (openPlans === 0) fields.plans = 'Add a plan that is open: nobody could subscribe yet.'
  const missing = Object.values(fields)
  if (missing.length > 0) throw new AppError('invalid_state', `${name}: ${missing.join(' ')}`, { fields })
}
