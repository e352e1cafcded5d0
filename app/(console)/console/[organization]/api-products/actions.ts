'use server'
import { runAction } from '#lib/auth/action.ts'
import { listGateways } from '#lib/gateway/queries.ts'
import { findAudience } from '#lib/organization/queries.ts'
import { createProduct } from '#lib/product/create-product.ts'
import { deleteProduct } from '#lib/product/delete-product.ts'
import { publishProduct } from '#lib/product/publish-product.ts'
import { getProduct } from '#lib/product/queries.ts'
import type { CreateProduct, UpdateProduct } from '#lib/product/schema.ts'
import { setProductApis } from '#lib/product/set-product-apis.ts'
import { setProductLogo } from '#lib/product/set-product-logo.ts'
import { updateProduct } from '#lib/product/update-product.ts'
import { withdrawProduct } from '#lib/product/withdraw-product.ts'
import { getUsage } from '#lib/usage/queries.ts'

export const createProductAction = async (organizationId: string, input: CreateProduct) =>
  runAction((actor) => createProduct(actor, { ...input, organizationId }))

export const updateProductAction = async (id: string, input: Omit<UpdateProduct, 'id'>) =>
  runAction((actor) => updateProduct(actor, { ...input, id }))

export const setProductApisAction = async (id: string, apiIds: string[]) =>
  runAction((actor) => setProductApis(actor, { id, apiIds }))

export const setProductLogoAction = async (id: string, form: FormData) =>
  runAction(async (actor) => {
    const file = form.get('logo')
    const logo = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null
    return setProductLogo(actor, { id, logo })
  })

export const publishProductAction = async (id: string) => runAction((actor) => publishProduct(actor, { id }))

export const withdrawProductAction = async (id: string) =>
  runAction((actor) => withdrawProduct(actor, { id }))

export const deleteProductAction = async (id: string) => runAction((actor) => deleteProduct(actor, { id }))

/** What publishing or withdrawing touches, measured now. */
export const measureProductAction = async (id: string) =>
  runAction(async (actor) => {
    const product = await getProduct(actor, id)
    const [gateways, usage] = await Promise.all([
      listGateways(actor),
      getUsage(actor, { productId: id }, false),
    ])
    return {
      gateways: gateways.data.map(({ name, isConnected }) => ({ name, isConnected })),
      visibility: product.visibility,
      apis: product.apis.map(({ name }) => name),
      liveSubscriptions: product.liveSubscriptions,
      requestsLastDay: usage.total.requests,
    }
  })

export const findAudienceAction = async (organizationId: string, named: string) =>
  runAction((actor) => findAudience(actor, { organizationId, named }))
