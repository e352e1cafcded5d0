import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { slugify } from '#lib/core/slug.ts'
import { lockProduct } from './lock-product.ts'
import { CreateProductPage } from './schema.ts'
import { slugTaken } from './slug-taken.ts'

const PAGES_MAX = 100

/** Adds a page to a product's documentation, after those that are there. */
export async function createProductPage(
  actor: Actor,
  input: CreateProductPage,
): Promise<{ id: string; slug: string }> {
  requireSignedIn(actor)
  const {
    productId,
    title,
    body,
    slug = slugify(input.title ?? '', 'page'),
  } = parse(CreateProductPage, input)
  const id = newId('page')
  return transaction(async (tx) => {
    const { organizationId, name } = await lockProduct(tx, actor, productId)
    authorize(actor, 'product:update', organizationId)
    const pages = await tx.productPage.aggregate({
      where: { productId },
      _max: { position: true },
      _count: true,
    })
    if (pages._count >= PAGES_MAX) {
      throw new AppError('invalid_state', `A product has ${PAGES_MAX} pages at most.`)
    }
    const position = (pages._max.position ?? -1) + 1
    await tx.productPage.create({ data: { id, productId, slug, title, body, position } })
    await audit(tx, actor, {
      organizationId,
      event: 'product_page.created',
      object: { kind: 'product_page', id, name: `${name} · ${title}` },
      after: { slug, title, body },
    })
    return { id, slug }
  }).catch(slugTaken(slug))
}
