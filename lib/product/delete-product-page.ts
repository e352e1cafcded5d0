import { audit } from '#lib/core/audit.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { lockPage } from './lock-page.ts'
import { DeleteProductPage } from './schema.ts'

/** Deletes a page. A second call is `not_found`. */
export async function deleteProductPage(actor: Actor, input: DeleteProductPage): Promise<{ id: string }> {
  requireSignedIn(actor)
  const { id } = parse(DeleteProductPage, input)
  return transaction(async (tx) => {
    const { page, product } = await lockPage(tx, actor, id)
    await tx.productPage.delete({ where: { id } })
    await audit(tx, actor, {
      organizationId: product.organizationId,
      event: 'product_page.deleted',
      object: { kind: 'product_page', id, name: `${product.name} · ${page.title}` },
      before: { slug: page.slug, title: page.title, body: page.body },
    })
    return { id }
  })
}
