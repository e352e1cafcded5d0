import { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { findProductLogo, getProduct } from '#lib/product/queries.ts'
import { setProductLogo } from '#lib/product/set-product-logo.ts'
import { operation } from '../operation.ts'

const tag = 'API products'
const path = '/api-products/{productId}/logo'

const Logo = z.object({
  logo: z
    .base64('Give the picture as base64')
    .nullable()
    .meta({ description: 'PNG or WebP of 256 KB at most, as base64; null takes it away.' }),
})

export const productLogoOperations = [
  operation({
    id: 'setApiProductLogo',
    method: 'PUT',
    path,
    tag,
    summary: 'Set a product’s logo',
    body: Logo,
    example: {
      logo: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    },
    response: z.object({ id: z.string(), hasLogo: z.boolean() }),
    errors: ['forbidden'],
    run: ({ actor, params, body }) => {
      const logo = body.logo === null ? null : new Uint8Array(Buffer.from(body.logo, 'base64'))
      return setProductLogo(actor, { id: params.productId, logo })
    },
  }),
  operation({
    id: 'getApiProductLogo',
    method: 'GET',
    path,
    tag,
    summary: 'Get a product’s logo',
    fileTypes: ['image/png', 'image/webp'],
    run: async ({ actor, params }) => {
      const { slug } = await getProduct(actor, params.productId)
      const logo = (await findProductLogo(actor, slug)) ?? notFound('logo of product', params.productId)
      return { bytes: logo.bytes, contentType: logo.type, fileName: slug }
    },
  }),
]
