import { cache } from 'react'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { getProduct, listProductOperations } from '#lib/product/queries.ts'

/** The product of the address and what the reader may do with it, read once a request by layout and page. */
export const productOf = cache(async (slug: string, id: string) => {
  const { actor, organization, base } = await requireOrganization(slug)
  const product = await orNotFound(getProduct(actor, id))
  const { organizationId } = organization
  return {
    actor,
    organization,
    base,
    product,
    own: `${base}/api-products/${id}`,
    mayEdit: can(actor, 'product:update', organizationId),
    mayPublish: can(actor, 'product:publish', organizationId),
    mayEditPlans: can(actor, 'plan:update', organizationId),
  }
})

/** Operations of the product's APIs, for a form to choose from. */
export const operationsOf = cache(async (slug: string, id: string) => {
  const { actor } = await productOf(slug, id)
  const operations = await listProductOperations(actor, id)
  return operations.map(({ key, method, path }) => ({ id: key, label: `${method.toUpperCase()} ${path}` }))
})
