import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { changeProduct } from './change-product.ts'
import { ProductId } from './schema.ts'

/**
 * Takes a product out of the portal: no new subscriptions. Those that are there go on, and gateways serve them as before.
 * A draft is `invalid_state`.
 */
export async function withdrawProduct(
  actor: Actor,
  input: ProductId,
): Promise<{ id: string; status: 'withdrawn'; revision: number }> {
  requireSignedIn(actor)
  const { id } = parse(ProductId, input)
  const { revision } = await changeProduct(actor, {
    id,
    permission: 'product:publish',
    event: 'product.withdrawn',
    work: async (tx, product) => {
      if (product.status === 'draft') {
        throw new AppError('invalid_state', `${product.name} is a draft: nobody sees it but you.`)
      }
      await tx.apiProduct.update({ where: { id }, data: { status: 'withdrawn' } })
    },
  })
  return { id, status: 'withdrawn', revision: revision! }
}
