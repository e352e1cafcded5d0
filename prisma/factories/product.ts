import { createPlan } from '#lib/plan/create-plan.ts'
import type { CreatePlan } from '#lib/plan/schema.ts'
import { createProduct } from '#lib/product/create-product.ts'
import { publishProduct } from '#lib/product/publish-product.ts'
import type { CreateProduct } from '#lib/product/schema.ts'
import { makeApi } from './api.ts'
import { type MadeOrganization, makeOrganization } from './organization.ts'
import { uniqueName } from './unique.ts'

/** A draft of the organization, without APIs and plans unless `input` brings some. */
export async function makeProduct(organization: MadeOrganization, input: Partial<CreateProduct> = {}) {
  const name = uniqueName('Product')
  const made = await createProduct(organization.owner, {
    name,
    apiIds: [],
    visibility: 'public',
    organizationId: organization.id,
    ...input,
  })
  return { name: input.name ?? name, ...made }
}

/** A plan of a product of the organization: automatic and without limits unless `input` says otherwise. */
export async function makePlan(
  organization: MadeOrganization,
  productId: string,
  input: Partial<Omit<CreatePlan, 'productId'>> = {},
) {
  const name = uniqueName('Plan')
  const made = await createPlan(organization.owner, { productId, name, approval: 'automatic', ...input })
  return { name: input.name ?? name, ...made }
}

/** A published product with one API and one plan, in an organization of its own unless one is given. */
export async function makeOffer(
  input: {
    organization?: MadeOrganization
    product?: Partial<CreateProduct>
    plan?: Partial<Omit<CreatePlan, 'productId'>>
  } = {},
) {
  const organization = input.organization ?? (await makeOrganization('Provider'))
  const api = await makeApi(organization)
  const product = await makeProduct(organization, { apiIds: [api.id], ...input.product })
  const plan = await makePlan(organization, product.id, input.plan)
  const { revision } = await publishProduct(organization.owner, { id: product.id })
  return { organization, api, product, plan, revision }
}
