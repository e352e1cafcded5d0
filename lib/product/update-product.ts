import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { invalidField } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { resolveAudience } from './audience.ts'
import { changeProduct } from './change-product.ts'
import { UpdateProduct } from './schema.ts'
import { slugTaken } from './slug-taken.ts'

/**
 * Changes what a product says of itself, who sees it, and which web pages may call it. Only the last concerns gateways:
 * then `revision` is new; it is null for a draft.
 */
export async function updateProduct(
  actor: Actor,
  input: UpdateProduct,
): Promise<{ id: string; slug: string; revision: number | null }> {
  requireSignedIn(actor)
  const { id, organizationIds, corsOrigins, ...wanted } = parse(UpdateProduct, input)
  const { product, revision } = await changeProduct(actor, {
    id,
    permission: 'product:update',
    event: 'product.updated',
    work: async (tx, before) => {
      const origins = corsOrigins && [...new Set(corsOrigins)]
      const isAllowed = wanted.isCorsCredentialsAllowed ?? before.isCorsCredentialsAllowed
      if (isAllowed && (origins ?? before.corsOrigins).includes('*')) {
        invalidField('isCorsCredentialsAllowed', 'Name the origins: with *, browsers send no credentials.')
      }
      await tx.apiProduct.update({
        where: { id },
        data: { ...wanted, ...(origins && { corsOrigins: origins }) },
      })
      if (!organizationIds) return
      const audience = await resolveAudience(tx, organizationIds)
      await tx.apiProductAudience.deleteMany({ where: { productId: id } })
      await tx.apiProductAudience.createMany({
        data: audience.map((organizationId) => ({ productId: id, organizationId })),
      })
    },
  }).catch(slugTaken(wanted.slug))
  return { id, slug: product.slug, revision }
}
