import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, anonymous } from '#lib/core/context.ts'
import { makeApplication, makeSubscription } from '#prisma/factories/application.ts'
import { type MadeOrganization, makeOrganization, makePerson } from '#prisma/factories/organization.ts'
import { makeOffer, makeProduct } from '#prisma/factories/product.ts'
import { createProductPage } from './create-product-page.ts'
import { findCataloguePage, findCatalogueProduct, findProductLogo, listCatalogue } from './queries.ts'
import type { CreateProduct } from './schema.ts'
import { updateProduct } from './update-product.ts'
import { withdrawProduct } from './withdraw-product.ts'

let provider: MadeOrganization
let chosen: MadeOrganization
let outsider: Actor
const products: Record<string, { id: string; slug: string; planId: string }> = {}

async function offer(visibility: CreateProduct['visibility'], more: Partial<CreateProduct> = {}) {
  const { product, plan } = await makeOffer({ organization: provider, product: { visibility, ...more } })
  return { ...product, planId: plan.id }
}

beforeAll(async () => {
  provider = await makeOrganization('Provider')
  chosen = await makeOrganization('Chosen')
  outsider = (await makePerson()).actor
  products.public = await offer('public', { summary: 'Weather 100% exact', description: 'All about clouds' })
  products.signedIn = await offer('signed_in')
  products.chosen = await offer('organizations', { organizationIds: [chosen.id] })
  products.withdrawn = await offer('public')
  await withdrawProduct(provider.owner, { id: products.withdrawn.id })
  products.draft = { ...(await makeProduct(provider)), planId: '' }
})

/** Names of the products that a check finds for the actor. */
async function found(check: (slug: string) => Promise<unknown>): Promise<string[]> {
  const names: string[] = []
  for (const [name, { slug }] of Object.entries(products)) if (await check(slug)) names.push(name)
  return names
}
const listed = async (actor: Actor) => {
  const { data } = await listCatalogue(actor, { limit: 100 })
  return found(async (slug) => data.some((item) => item.slug === slug))
}
const opened = (actor: Actor) => found((slug) => findCatalogueProduct(actor, slug))

describe('who finds what', () => {
  it('anonymous readers: what is public', async () => {
    expect(await listed(anonymous)).toEqual(['public'])
    expect(await opened(anonymous)).toEqual(['public'])
  })

  it('people who signed in: also what asks for that', async () => {
    expect(await listed(outsider)).toEqual(['public', 'signedIn'])
    expect(await opened(outsider)).toEqual(['public', 'signedIn'])
  })

  it('chosen organizations: also what was meant for them', async () => {
    expect(await listed(chosen.owner)).toEqual(['public', 'signedIn', 'chosen'])
    expect(await opened(chosen.owner)).toEqual(['public', 'signedIn', 'chosen'])
  })

  it('the provider: lists what is published, opens everything', async () => {
    expect(await listed(provider.owner)).toEqual(['public', 'signedIn', 'chosen'])
    expect(await opened(provider.owner)).toEqual(['public', 'signedIn', 'chosen', 'withdrawn', 'draft'])
    expect((await findCatalogueProduct(provider.owner, products.draft!.slug))?.isPreview).toBe(true)
  })

  it('a subscriber still opens what was withdrawn or narrowed since', async () => {
    const { slug, id, planId } = await offer('public')
    const consumer = await makeOrganization('Consumer')
    const { id: applicationId } = await makeApplication(consumer)
    await makeSubscription(consumer, applicationId, planId)
    await updateProduct(provider.owner, { id, visibility: 'organizations', organizationIds: [] })
    await withdrawProduct(provider.owner, { id })
    expect((await findCatalogueProduct(consumer.owner, slug))?.status).toBe('withdrawn')
    expect(await findCatalogueProduct(chosen.owner, slug)).toBeNull()
  })

  it('pages and logos follow their product', async () => {
    const { id, slug } = products.chosen!
    const page = await createProductPage(provider.owner, { productId: id, title: 'Start', body: 'Text' })
    const input = { productSlug: slug, pageSlug: page.slug }
    expect(await findCataloguePage(chosen.owner, input)).toMatchObject({ title: 'Start', body: 'Text' })
    expect(await findCataloguePage(outsider, input)).toBeNull()
    expect(await findProductLogo(outsider, slug)).toBeNull()
  })
})

describe('search', () => {
  const search = async (query: string) =>
    (await listCatalogue(anonymous, { query })).data.map(({ slug }) => slug)

  it.each(['weather', 'CLOUDS', 'clouds weather', '100% exact', 'provider clouds'])(
    'finds %s',
    async (query) => {
      expect(await search(query)).toEqual([products.public!.slug])
    },
  )

  it.each(['weather storms', '1_0', '%%', '\\', "';--"])('does not find %s', async (query) => {
    expect(await search(query)).toEqual([])
  })
})

describe('pages of the list', () => {
  it('follow each other by name, without gaps', async () => {
    const all = (await listCatalogue(provider.owner, { limit: 100 })).data.map(({ name }) => name)
    const walked: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCatalogue(provider.owner, { limit: 1, cursor })
      walked.push(...page.data.map(({ name }) => name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(walked).toEqual(all)
    expect(walked.length).toBeGreaterThanOrEqual(3)
  })
})

describe('what the portal shows of a product', () => {
  it('APIs with their current version, open plans, no more', async () => {
    const product = await findCatalogueProduct(anonymous, products.public!.slug)
    expect(product?.apis).toMatchObject([{ version: { number: 1, operationCount: 2 } }])
    expect(product?.plans).toMatchObject([{ rateLimit: null, quota: null, approval: 'automatic' }])
    expect(product).not.toHaveProperty('corsOrigins')
  })
})
