import { audit } from '#lib/core/audit.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { lockPage } from './lock-page.ts'
import { UpdateProductPage } from './schema.ts'
import { slugTaken } from './slug-taken.ts'

/** Changes a page's title, address or text. */
export async function updateProductPage(
  actor: Actor,
  input: UpdateProductPage,
): Promise<{ id: string; slug: string }> {
  requireSignedIn(actor)
  const { id, ...wanted } = parse(UpdateProductPage, input)
  return transaction(async (tx) => {
    const { page, product } = await lockPage(tx, actor, id)
    const before = { slug: page.slug, title: page.title, body: page.body }
    const after = {
      slug: wanted.slug ?? before.slug,
      title: wanted.title ?? before.title,
      body: wanted.body ?? before.body,
    }
    const isSame = after.slug === before.slug && after.title === before.title && after.body === before.body
    if (isSame) return { id, slug: after.slug }
    await tx.productPage.update({ where: { id }, data: after })
    await audit(tx, actor, {
      organizationId: product.organizationId,
      event: 'product_page.updated',
      object: { kind: 'product_page', id, name: `${product.name} · ${after.title}` },
      before,
      after,
    })
    return { id, slug: after.slug }
  }).catch(slugTaken(wanted.slug))
}
