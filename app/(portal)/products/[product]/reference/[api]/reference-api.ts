import { notFound } from 'next/navigation'
import { cache } from 'react'
import { getReferenceVersion } from '#lib/api/reference-queries.ts'
import { currentActor } from '#lib/auth/session.ts'
import { findCatalogueProduct } from '#lib/product/queries.ts'

export type ReferenceParams = { product: string; api: string }

/**
 * The API's current version within a product that the reader may see, read once a request. Everything below this address
 * starts here, so that whoever may not see the product gets 404 everywhere.
 */
export const referenceApi = cache(async (productSlug: string, apiSlug: string) => {
  const product = await findCatalogueProduct(await currentActor(), productSlug)
  const api = product?.apis.find((candidate) => candidate.slug === apiSlug)
  if (!product || !api?.version) notFound()
  const base = `/products/${product.slug}/reference/${api.slug}`
  return { product, base, version: await getReferenceVersion(api.version.id) }
})
