import { beforeAll, describe, expect, it } from 'vitest'
import { describeVerb, expectRefusal } from '#lib/core/testing.ts'
import { type MadeOrganization, makeOrganization } from '#prisma/factories/organization.ts'
import { makeProduct } from '#prisma/factories/product.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { createProductPage } from './create-product-page.ts'
import { deleteProductPage } from './delete-product-page.ts'
import { moveProductPage } from './move-product-page.ts'
import { findCataloguePage, getProduct } from './queries.ts'
import { updateProductPage } from './update-product-page.ts'

let organization: MadeOrganization
let product: { id: string; slug: string }
const by = () => ({ actor: organization.owner, organizationId: organization.id })
const makePage = (productId = product.id) =>
  createProductPage(organization.owner, { productId, title: uniqueName('Page'), body: '# Hello' })
const pagesOf = async (id: string) => (await getProduct(organization.owner, id)).pages

beforeAll(async () => {
  organization = await makeOrganization()
  product = await makeProduct(organization)
})

describeVerb('createProductPage', {
  verb: createProductPage,
  arrange: async () => ({
    ...by(),
    input: { productId: product.id, title: uniqueName('Getting started'), body: 'Text' },
  }),
  does: async ({ id }, { input }) => {
    const pages = await pagesOf(product.id)
    expect(pages.at(-1)).toMatchObject({ id, title: input.title, body: 'Text' })
  },
  role: 'editor',
  event: 'product_page.created',
  repeated: 'conflict',
})

describeVerb('updateProductPage', {
  verb: updateProductPage,
  arrange: async () => ({ ...by(), input: { id: (await makePage()).id, body: 'Changed' } }),
  does: async ({ slug }) => {
    const page = await findCataloguePage(organization.owner, { productSlug: product.slug, pageSlug: slug })
    expect(page?.body).toBe('Changed')
  },
  role: 'editor',
  event: 'product_page.updated',
  repeated: 'nothing',
})

describeVerb('deleteProductPage', {
  verb: deleteProductPage,
  arrange: async () => ({ ...by(), input: { id: (await makePage()).id } }),
  does: async ({ id }) => expect((await pagesOf(product.id)).map((page) => page.id)).not.toContain(id),
  role: 'editor',
  event: 'product_page.deleted',
  repeated: 'not_found',
})

describeVerb('moveProductPage', {
  verb: moveProductPage,
  arrange: async () => {
    await makePage()
    return { ...by(), input: { id: (await makePage()).id, position: 0 } }
  },
  does: async ({ id, position }) => {
    expect(position).toBe(0)
    expect((await pagesOf(product.id))[0]?.id).toBe(id)
  },
  role: 'editor',
  event: 'product_page.moved',
  repeated: 'nothing',
})

describe('moveProductPage', () => {
  it('keeps the others in their order; past the end is last', async () => {
    const { id } = await makeProduct(organization)
    const [a, b, c] = [await makePage(id), await makePage(id), await makePage(id)]
    expect(await moveProductPage(organization.owner, { id: a.id, position: 99 })).toEqual({
      id: a.id,
      position: 2,
    })
    expect((await pagesOf(id)).map((page) => page.id)).toEqual([b.id, c.id, a.id])
  })
})

describe('pages', () => {
  it('refuse the address of another page of the product, and take it in another product', async () => {
    const { slug } = await makePage()
    const { id } = await makePage()
    await expectRefusal(updateProductPage(organization.owner, { id, slug }), 'conflict', ['slug'])
    const elsewhere = await makeProduct(organization)
    const input = { productId: elsewhere.id, title: 'Same', slug }
    expect((await createProductPage(organization.owner, input)).slug).toBe(slug)
  })
})
