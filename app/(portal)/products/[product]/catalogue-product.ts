import { cache } from 'react'
import { currentActor } from '#lib/auth/session.ts'
import { findCatalogueProduct } from '#lib/product/queries.ts'

/** The product of the address as the reader may see it, read once a request by layout and page. */
export const catalogueProduct = cache(async (slug: string) =>
  findCatalogueProduct(await currentActor(), slug),
)
