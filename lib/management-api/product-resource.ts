import { z } from 'zod'
import { ProductStatus, Visibility } from '#lib/product/schema.ts'
import { NamedWithSlug } from './resources.ts'
import { Moment } from './schema.ts'

const common = {
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  visibility: Visibility,
  status: ProductStatus,
  hasLogo: z.boolean(),
  organization: NamedWithSlug,
  publishedAt: Moment.nullable(),
  createdAt: Moment,
  updatedAt: Moment,
  apis: z.array(NamedWithSlug),
  liveSubscriptions: z.int().meta({ description: 'Pending, active or suspended.' }),
}

export const ProductListItem = z.object({ ...common, planCount: z.int() }).meta({ id: 'ApiProduct' })

export const ProductPage = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    body: z.string().meta({ description: 'Markdown.' }),
    updatedAt: Moment,
  })
  .meta({ id: 'ProductPage' })

export const ProductDetail = z
  .object({
    ...common,
    description: z.string().meta({ description: 'Markdown.' }),
    corsOrigins: z.array(z.string()),
    isCorsCredentialsAllowed: z.boolean(),
    audiences: z
      .array(NamedWithSlug)
      .meta({ description: 'Who may see it when its visibility is `organizations`.' }),
    pages: z.array(ProductPage),
  })
  .meta({ id: 'ApiProductDetail' })
