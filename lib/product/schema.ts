import { z } from 'zod'
import { Slug } from '#lib/core/slug.ts'
import type { PlanItem, PlanOffer } from '#lib/plan/schema.ts'

export const LOGO_SIZE_BYTES_MAX = 256 * 1024

const id = z.string('Choose one').min(1, 'Choose one').max(64)
const ids = z.array(id).max(100, 'Choose 100 at most')
const name = z
  .string('Give the product a name')
  .trim()
  .min(1, 'Give the product a name')
  .max(100, 'Use 100 characters at most')
const summary = z.string().trim().max(200, 'Use 200 characters at most')
const markdown = z.string().max(100_000, 'Use 100,000 characters at most')
const ProductSlug = Slug.refine((slug) => slug !== 'new', 'This word is reserved')

/** Who finds a published product: everybody, everybody who signed in, or the organizations chosen. */
export const Visibility = z.enum(
  ['public', 'signed_in', 'organizations'],
  'Choose public, signed_in or organizations',
)
export type Visibility = z.infer<typeof Visibility>

export const ProductStatus = z.enum(['draft', 'published', 'withdrawn'])
export type ProductStatus = z.infer<typeof ProductStatus>

/** An origin as browsers send it, e.g. `https://app.example.com`, or `*` for any. */
export const CorsOrigin = z
  .string()
  .trim()
  .max(512)
  .refine((value) => value === '*' || isOrigin(value), 'Give an origin like https://app.example.com, or *')

const isOrigin = (value: string): boolean =>
  /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value

export const CreateProduct = z.object({
  name,
  /** Left out: made from the name. */
  slug: ProductSlug.optional(),
  apiIds: ids,
  visibility: Visibility,
  summary: summary.default(''),
  /** Markdown. */
  description: markdown.default(''),
  /** The organizations that may see it, each by id or slug, when the visibility is `organizations`. */
  organizationIds: ids.default([]),
  /** The providing organization; may be left out when the actor has only one. */
  organizationId: z.string().max(64).optional(),
})
export type CreateProduct = z.input<typeof CreateProduct>

/** What is left out stays. */
export const UpdateProduct = z.object({
  id,
  name: name.optional(),
  slug: ProductSlug.optional(),
  summary: summary.optional(),
  description: markdown.optional(),
  visibility: Visibility.optional(),
  organizationIds: ids.optional(),
  /** Web pages of these origins may call the product's APIs. */
  corsOrigins: z.array(CorsOrigin).max(50, 'Use 50 origins at most').optional(),
  /** Not together with the origin `*`. */
  isCorsCredentialsAllowed: z.boolean().optional(),
})
export type UpdateProduct = z.input<typeof UpdateProduct>

export const SetProductApis = z.object({ id, apiIds: ids })
export type SetProductApis = z.input<typeof SetProductApis>

/** Null takes the logo away. */
export const SetProductLogo = z.object({ id, logo: z.instanceof(Uint8Array).nullable() })
export type SetProductLogo = z.input<typeof SetProductLogo>

/** For publish, withdraw and delete. */
export const ProductId = z.object({ id })
export type ProductId = z.input<typeof ProductId>

const title = z
  .string('Give the page a title')
  .trim()
  .min(1, 'Give the page a title')
  .max(100, 'Use 100 characters at most')

export const CreateProductPage = z.object({
  productId: id,
  title,
  /** Left out: made from the title. */
  slug: Slug.optional(),
  /** Markdown. */
  body: markdown.default(''),
})
export type CreateProductPage = z.input<typeof CreateProductPage>

export const UpdateProductPage = z.object({
  id,
  title: title.optional(),
  slug: Slug.optional(),
  body: markdown.optional(),
})
export type UpdateProductPage = z.input<typeof UpdateProductPage>

export const DeleteProductPage = z.object({ id })
export type DeleteProductPage = z.input<typeof DeleteProductPage>

export const MoveProductPage = z.object({
  id,
  /** Place among the product's pages, from 0; past the end means last. */
  position: z.int('Give a place').min(0, 'Places count from 0').max(10_000),
})
export type MoveProductPage = z.input<typeof MoveProductPage>

type Named = { id: string; slug: string; name: string }

/** A row of the provider's list. */
export type ProductItem = Named & {
  summary: string
  visibility: Visibility
  status: ProductStatus
  hasLogo: boolean
  organization: Named
  publishedAt: Date | null
  createdAt: Date
  updatedAt: Date
  apis: Named[]
  planCount: number
  /** Pending, active or suspended. */
  liveSubscriptions: number
}

/** A product as its provider sees it. */
export type Product = Omit<ProductItem, 'planCount'> & {
  description: string
  corsOrigins: string[]
  isCorsCredentialsAllowed: boolean
  audiences: Named[]
  plans: PlanItem[]
  pages: ProductPage[]
}

export type ProductPage = { id: string; slug: string; title: string; body: string; updatedAt: Date }

/** A row of the portal's catalogue. */
export type CatalogueItem = Named & {
  summary: string
  visibility: Visibility
  hasLogo: boolean
  organization: Named
  apis: Named[]
  planCount: number
  updatedAt: Date
}

/** A product as the portal shows it. */
export type CatalogueProduct = Named & {
  summary: string
  description: string
  visibility: Visibility
  status: ProductStatus
  /** A draft, which only its provider sees. */
  isPreview: boolean
  hasLogo: boolean
  organization: Named
  publishedAt: Date | null
  updatedAt: Date
  /** In their order, each with the version that is current. */
  apis: (Named & {
    description: string
    version: {
      id: string
      number: number
      title: string
      documentVersion: string
      operationCount: number
    } | null
  })[]
  /** Plans that take subscriptions. */
  plans: PlanOffer[]
  pages: { slug: string; title: string }[]
}

const VISIBILITY_LABELS: Record<Visibility, string> = {
  public: 'Everybody',
  signed_in: 'Everybody who signed in',
  organizations: 'Chosen organizations',
}

/** A visibility in words. */
export const formatVisibility = (visibility: Visibility): string => VISIBILITY_LABELS[visibility]
