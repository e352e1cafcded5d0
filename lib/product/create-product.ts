import { audit } from '#lib/core/audit.ts'
import { authorize, targetOrganizationId } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { freeSlug } from '#lib/core/free-slug.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { slugify } from '#lib/core/slug.ts'
import { resolveAudience } from './audience.ts'
import { lockProduct, productRecord } from './lock-product.ts'
import { resolveApis, writeProductApis } from './product-apis.ts'
import { CreateProduct, type ProductStatus } from './schema.ts'
import { slugTaken } from './slug-taken.ts'

/**
 * Makes a product as a draft: gateways and the portal know nothing of it. Pages of the portal may call its APIs from the
 * start, or nothing could be tried in the reference. A named slug that is taken is a `conflict`.
 */
export async function createProduct(
  actor: Actor,
  input: CreateProduct,
): Promise<{ id: string; slug: string; status: ProductStatus }> {
  const {
    organizationId: named,
    organizationIds,
    apiIds,
    slug: wanted,
    ...data
  } = parse(CreateProduct, input)
  const organizationId = targetOrganizationId(actor, named)
  authorize(actor, 'product:create', organizationId)
  const id = newId('prod')
  return transaction(async (tx) => {
    const apis = await resolveApis(tx, actor, organizationId, apiIds)
    const audience = await resolveAudience(tx, organizationIds)
    const slug = wanted ?? (await freeSlug(tx, 'api_product', slugify(data.name, 'product')))
    await tx.apiProduct.create({
      data: {
        id,
        organizationId,
        slug,
        ...data,
        audiences: { create: audience.map((organizationId) => ({ organizationId })) },
      },
    })
    await writeProductApis(tx, id, apis)
    await audit(tx, actor, {
      organizationId,
      event: 'product.created',
      object: { kind: 'product', id, name: data.name },
      after: productRecord(await lockProduct(tx, actor, id)),
    })
    return { id, slug, status: 'draft' as const }
  }).catch(slugTaken(wanted))
}
