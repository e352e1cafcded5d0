import { audit } from '#lib/core/audit.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { lockPage } from './lock-page.ts'
import { MoveProductPage } from './schema.ts'

/** Moves a page to another place among its product's pages. Answers the place it has then. */
export async function moveProductPage(
  actor: Actor,
  input: MoveProductPage,
): Promise<{ id: string; position: number }> {
  requireSignedIn(actor)
  const { id, position: wanted } = parse(MoveProductPage, input)
  return transaction(async (tx) => {
    const { page, product } = await lockPage(tx, actor, id)
    const pages = await tx.productPage.findMany({
      where: { productId: product.id },
      select: { id: true },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    })
    const from = pages.findIndex((one) => one.id === id)
    const position = Math.min(wanted, pages.length - 1)
    if (from === position) return { id, position }
    pages.splice(position, 0, ...pages.splice(from, 1))
    for (const [place, one] of pages.entries()) {
      await tx.productPage.update({ where: { id: one.id }, data: { position: place } })
    }
    await audit(tx, actor, {
      organizationId: product.organizationId,
      event: 'product_page.moved',
      object: { kind: 'product_page', id, name: `${product.name} · ${page.title}` },
      before: { position: from },
      after: { position },
    })
    return { id, position }
  })
}
