import { z } from 'zod'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { OFFERED_PLAN, planOfferSelect, toPlanOffer } from '#lib/plan/queries.ts'
import type { CatalogueItem, CatalogueProduct, ProductStatus, Visibility } from './schema.ts'
import { offeredTo, openedBy } from './visibility.ts'

export const ListCatalogue = PageInput.extend({
  /** Words that name, summary or description contain, all of them. */
  query: z.string().trim().max(100).optional(),
})
export type ListCatalogue = z.input<typeof ListCatalogue>

const named = { select: { id: true, slug: true, name: true } } as const
const inOrder = [{ position: 'asc' }, { id: 'asc' }] satisfies Prisma.PlanOrderByWithRelationInput[]

/** `%`, `_` and `\` mean themselves in a search. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** Every word somewhere in what the product says of itself. */
function matching(query: string | undefined): Prisma.ApiProductWhereInput {
  const words = query?.split(/\s+/).filter(Boolean).slice(0, 8) ?? []
  return {
    AND: words.map((word) => {
      const contains = { contains: literal(word), mode: 'insensitive' as const }
      return {
        OR: [
          { name: contains },
          { summary: contains },
          { description: contains },
          { organization: { name: contains } },
        ],
      }
    }),
  }
}

/** Published products that the actor may find, by name. Anonymous readers see public ones. */
export async function listCatalogue(actor: Actor, input: ListCatalogue = {}): Promise<Page<CatalogueItem>> {
  const { query, ...page } = parse(ListCatalogue, input)
  const rows = await db.apiProduct.findMany({
    where: { AND: [offeredTo(actor), matching(query)] },
    select: {
      ...named.select,
      summary: true,
      visibility: true,
      logoType: true,
      updatedAt: true,
      organization: named,
      apis: { select: { api: named }, orderBy: { position: 'asc' } },
      _count: { select: { plans: { where: { isClosed: false, ...OFFERED_PLAN } } } },
    },
    ...pageArgs(page),
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const { data, nextCursor } = toPage(rows, page)
  return {
    data: data.map(({ logoType, apis, _count, visibility, ...row }) => ({
      ...row,
      visibility: visibility as Visibility,
      hasLogo: logoType !== null,
      apis: apis.map(({ api }) => api),
      planCount: _count.plans,
    })),
    nextCursor,
  }
}

/** A product by its slug as the portal shows it, or null when it is not for the actor to see. */
export async function findCatalogueProduct(actor: Actor, slug: string): Promise<CatalogueProduct | null> {
  const row = await db.apiProduct.findFirst({
    where: { AND: [{ slug }, openedBy(actor)] },
    select: {
      ...named.select,
      summary: true,
      description: true,
      visibility: true,
      status: true,
      logoType: true,
      publishedAt: true,
      updatedAt: true,
      organization: named,
      apis: { select: { api: { select: catalogueApi } }, orderBy: { position: 'asc' } },
      plans: { where: { isClosed: false, ...OFFERED_PLAN }, select: planOfferSelect, orderBy: inOrder },
      pages: { select: { slug: true, title: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    },
  })
  if (!row) return null
  const { logoType, apis, plans, ...rest } = row
  return {
    ...rest,
    visibility: row.visibility as Visibility,
    status: row.status as ProductStatus,
    isPreview: row.status === 'draft',
    hasLogo: logoType !== null,
    apis: apis.map(({ api: { currentVersion, ...api } }) => ({ ...api, version: currentVersion })),
    plans: plans.map(toPlanOffer),
  }
}

const catalogueApi = {
  ...named.select,
  description: true,
  currentVersion: {
    select: { id: true, number: true, title: true, documentVersion: true, operationCount: true },
  },
} satisfies Prisma.ApiSelect

/** A page of a product's documentation by both slugs, or null when the product is not for the actor to see. */
export async function findCataloguePage(
  actor: Actor,
  input: { productSlug: string; pageSlug: string },
): Promise<{ title: string; body: string; updatedAt: Date } | null> {
  return db.productPage.findFirst({
    where: { slug: input.pageSlug, product: { AND: [{ slug: input.productSlug }, openedBy(actor)] } },
    select: { title: true, body: true, updatedAt: true },
  })
}

/** A product's logo by its slug, or null. */
export async function findProductLogo(
  actor: Actor,
  slug: string,
): Promise<{ bytes: Uint8Array; type: string; updatedAt: Date } | null> {
  const row = await db.apiProduct.findFirst({
    where: { AND: [{ slug }, openedBy(actor)] },
    select: { logo: true, logoType: true, updatedAt: true },
  })
  return row?.logo && row.logoType ? { bytes: row.logo, type: row.logoType, updatedAt: row.updatedAt } : null
}
