import { z } from 'zod'
import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { listPlans, OFFERED_PLAN } from '#lib/plan/queries.ts'
import { type Product, type ProductItem, ProductStatus, Visibility } from './schema.ts'

export * from './catalogue.ts'
export { lockProduct } from './lock-product.ts'
export { meantFor } from './visibility.ts'

export const ListProducts = PageInput.extend({
  organizationId: z.string().max(64).optional(),
  status: ProductStatus.optional(),
  /** Only those that hold this API. */
  apiId: z.string().max(64).optional(),
  /** Part of the name, or a whole id. */
  search: z.string().trim().max(100).optional(),
})
export type ListProducts = z.input<typeof ListProducts>

const named = { select: { id: true, slug: true, name: true } } as const
const itemSelect = {
  ...named.select,
  summary: true,
  visibility: true,
  status: true,
  logoType: true,
  publishedAt: true,
  createdAt: true,
  updatedAt: true,
  organization: named,
  apis: { select: { api: named }, orderBy: { position: 'asc' } },
  _count: { select: { plans: { where: OFFERED_PLAN } } },
} satisfies Prisma.ApiProductSelect

type Row = Prisma.ApiProductGetPayload<{ select: typeof itemSelect }>

/** Adds how many subscriptions each product has: one statement, however many products. */
async function toItems(rows: Row[]): Promise<ProductItem[]> {
  const plans = await db.plan.findMany({
    where: { productId: { in: rows.map((row) => row.id) } },
    select: {
      productId: true,
      _count: { select: { subscriptions: { where: { status: LIVE_SUBSCRIPTION } } } },
    },
  })
  return rows.map(({ logoType, apis, _count, ...row }) => ({
    ...row,
    visibility: Visibility.parse(row.visibility),
    status: ProductStatus.parse(row.status),
    hasLogo: logoType !== null,
    apis: apis.map(({ api }) => api),
    planCount: _count.plans,
    liveSubscriptions: plans
      .filter((plan) => plan.productId === row.id)
      .reduce((sum, plan) => sum + plan._count.subscriptions, 0),
  }))
}

/** The provider's products, newest first: of one organization, or of all that the actor belongs to. */
export async function listProducts(actor: Actor, input: ListProducts = {}): Promise<Page<ProductItem>> {
  requireSignedIn(actor)
  const { organizationId, status, apiId, search, ...page } = parse(ListProducts, input)
  if (organizationId) authorize(actor, 'product:read', organizationId)
  const rows = await db.apiProduct.findMany({
    where: {
      organizationId: organizationId ?? organizationIdsOf(actor),
      status,
      ...(apiId && { apis: { some: { apiId } } }),
      ...(search && { OR: [{ id: search }, { name: { contains: search, mode: 'insensitive' } }] }),
    },
    select: itemSelect,
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: await toItems(data), nextCursor }
}

/** One of the provider's products by its id with everything in it, or null. */
export async function findProduct(actor: Actor, id: string): Promise<Product | null> {
  requireSignedIn(actor)
  const row = await db.apiProduct.findFirst({
    where: { id, organizationId: organizationIdsOf(actor) },
    select: {
      ...itemSelect,
      description: true,
      corsOrigins: true,
      isCorsCredentialsAllowed: true,
      audiences: { select: { organization: named }, orderBy: { organization: { name: 'asc' } } },
      pages: {
        select: { id: true, slug: true, title: true, body: true, updatedAt: true },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      },
    },
  })
  if (!row) return null
  const { audiences, pages, description, corsOrigins, isCorsCredentialsAllowed, ...itemRow } = row
  const [[item], plans] = await Promise.all([toItems([itemRow]), listPlans(actor, { productId: id })])
  const { planCount: _, ...rest } = item!
  return {
    ...rest,
    description,
    corsOrigins,
    isCorsCredentialsAllowed,
    audiences: audiences.map(({ organization }) => organization),
    plans,
    pages,
  }
}

/** One of the provider's products by its id; `not_found` for anybody else's. */
export async function getProduct(actor: Actor, id: string): Promise<Product> {
  return (await findProduct(actor, id)) ?? notFound('product', id)
}

/** Operations of the APIs that a product of the provider holds, as they are now; `key` names one for good. */
export async function listProductOperations(
  actor: Actor,
  productId: string,
): Promise<{ key: string; method: string; path: string }[]> {
  requireSignedIn(actor)
  const held = { productId, product: { organizationId: organizationIdsOf(actor) } }
  return db.apiOperation.findMany({
    where: { version: { currentOf: { products: { some: held } } } },
    select: { key: true, method: true, path: true },
    distinct: ['key'],
    orderBy: [{ path: 'asc' }, { method: 'asc' }],
    take: 500,
  })
}
