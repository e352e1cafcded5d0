import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { invalidField } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { changeProduct } from './change-product.ts'
import { resolveApis, writeProductApis } from './product-apis.ts'
import { SetProductApis } from './schema.ts'

/**
 * Chooses which APIs a product holds, in this order. Subscriptions open them from the returned revision on, and those
 * left out no more. A product that was published keeps one at least.
 */
export async function setProductApis(
  actor: Actor,
  input: SetProductApis,
): Promise<{ id: string; revision: number | null }> {
  requireSignedIn(actor)
  const { id, apiIds } = parse(SetProductApis, input)
  const { revision } = await changeProduct(actor, {
    id,
    permission: 'product:update',
    event: 'product.apis_changed',
    work: async (tx, product) => {
      const apis = await resolveApis(tx, actor, product.organizationId, apiIds)
      if (apis.length === 0 && product.status !== 'draft') {
        invalidField('apiIds', 'Keep one API at least, or withdraw the product.')
      }
      await writeProductApis(tx, id, apis)
    },
  })
  return { id, revision }
}
