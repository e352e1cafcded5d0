import { readFileSync } from 'node:fs'
import { createApi } from '#lib/api/create-api.ts'
import { updateApi } from '#lib/api/update-api.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { createPlan } from '#lib/plan/create-plan.ts'
import { createProduct } from '#lib/product/create-product.ts'
import { createProductPage } from '#lib/product/create-product-page.ts'
import { publishProduct } from '#lib/product/publish-product.ts'
import type { OfferedProduct } from './catalogue.ts'

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

type Provider = { id: string; owner: Actor }
export type OfferedApi = { id: string; slug: string }
export type Offer = { api: OfferedApi; productId: string; planIds: Record<string, string> }

async function ensureApi(
  provider: Provider,
  name: string,
  document: string,
  upstreamUrl: string,
): Promise<OfferedApi> {
  const where = { organizationId: provider.id, name }
  const known = await db.api.findFirst({ where, select: { id: true, slug: true } })
  if (!known) {
    const text = textOf(`../../demo/documents/${document}.yaml`)
    return createApi(provider.owner, { name, document: text, upstreamUrl, organizationId: provider.id })
  }
  await updateApi(provider.owner, { id: known.id, upstreamUrl })
  return known
}

async function ensurePages(actor: Actor, productId: string, { pages }: OfferedProduct): Promise<void> {
  const known = await db.productPage.findMany({ where: { productId }, select: { title: true } })
  for (const { title, file } of pages) {
    if (known.some((page) => page.title === title)) continue
    await createProductPage(actor, { productId, title, body: textOf(`./pages/${file}.md`) })
  }
}

async function ensurePlans(
  actor: Actor,
  productId: string,
  { plans }: OfferedProduct,
): Promise<Offer['planIds']> {
  const known = await db.plan.findMany({
    where: { productId, supersededAt: null },
    select: { id: true, name: true },
  })
  const planIds: Offer['planIds'] = {}
  for (const plan of plans) {
    const found = known.find((one) => one.name === plan.name)
    planIds[plan.name] = found?.id ?? (await createPlan(actor, { productId, ...plan })).id
  }
  return planIds
}

/** Imports the product's API, makes the product with pages and plans, and publishes it unless it was already. */
export async function ensureOffer(
  provider: Provider,
  product: OfferedProduct,
  upstreamUrl: string,
): Promise<Offer> {
  const { owner, id: organizationId } = provider
  const { name, summary, visibility, document } = product
  const api = await ensureApi(provider, name, document, upstreamUrl)
  const known = await db.apiProduct.findFirst({
    where: { organizationId, name },
    select: { id: true, status: true },
  })
  const description = textOf(`./pages/${document}.md`)
  const productId =
    known?.id ??
    (await createProduct(owner, { name, summary, description, visibility, apiIds: [api.id], organizationId }))
      .id
  await ensurePages(owner, productId, product)
  const planIds = await ensurePlans(owner, productId, product)
  if ((known?.status ?? 'draft') === 'draft') await publishProduct(owner, { id: productId })
  return { api, productId, planIds }
}
