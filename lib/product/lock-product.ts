import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Prisma, Transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { ProductStatus } from './schema.ts'

const select = {
  id: true,
  organizationId: true,
  name: true,
  slug: true,
  summary: true,
  description: true,
  visibility: true,
  status: true,
  corsOrigins: true,
  isCorsCredentialsAllowed: true,
  logoType: true,
  publishedAt: true,
  apis: { select: { apiId: true, api: { select: { name: true } } }, orderBy: { position: 'asc' } },
  audiences: {
    select: { organization: { select: { id: true, name: true } } },
    orderBy: { organizationId: 'asc' },
  },
} satisfies Prisma.ApiProductSelect

export type LockedProduct = Omit<Prisma.ApiProductGetPayload<{ select: typeof select }>, 'status'> & {
  status: ProductStatus
}

/**
 * Loads one of the provider's products and locks its row until the commit: what is decided by its status, APIs, plans or
 * pages is decided by one transaction at a time. Throws `not_found` for another organization's.
 */
export async function lockProduct(tx: Transaction, actor: Actor, id: string): Promise<LockedProduct> {
  await tx.$queryRaw`SELECT 1 FROM "api_product" WHERE "id" = ${id} FOR UPDATE`
  const product = await tx.apiProduct.findFirst({
    where: { id, organizationId: organizationIdsOf(actor) },
    select,
  })
  return product ? { ...product, status: product.status as ProductStatus } : notFound('product', id)
}

/** What the record of changes shows of a product: names beside ids, so that it stays readable. */
export function productRecord(product: LockedProduct): Record<string, unknown> {
  const { id: _, organizationId: __, apis, audiences, ...record } = product
  return {
    ...record,
    apis: apis.map(({ api }) => api.name),
    audiences: audiences.map(({ organization }) => organization.name),
  }
}
