import { z } from 'zod'
import { createProduct } from '#lib/product/create-product.ts'
import { deleteProduct } from '#lib/product/delete-product.ts'
import { publishProduct } from '#lib/product/publish-product.ts'
import { getProduct, ListProducts, listProducts } from '#lib/product/queries.ts'
import { CreateProduct, ProductStatus, SetProductApis, UpdateProduct } from '#lib/product/schema.ts'
import { setProductApis } from '#lib/product/set-product-apis.ts'
import { updateProduct } from '#lib/product/update-product.ts'
import { withdrawProduct } from '#lib/product/withdraw-product.ts'
import { operation } from '../operation.ts'
import { ProductDetail, ProductListItem } from '../product-resource.ts'
import { IdAndMaybeRevision } from '../resources.ts'
import { pageOf, Revision } from '../schema.ts'

const tag = 'API products'
const path = '/api-products/{productId}'

export const productOperations = [
  operation({
    id: 'createApiProduct',
    method: 'POST',
    path: '/api-products',
    tag,
    summary: 'Create an API product',
    description: 'A draft: consumers see it once it is published.',
    status: 201,
    body: CreateProduct,
    example: { name: 'Payments', apiIds: ['api_0mxkq2h8d0001'], visibility: 'public' },
    response: z
      .object({ id: z.string(), slug: z.string(), status: ProductStatus })
      .meta({ id: 'CreatedApiProduct' }),
    errors: ['forbidden', 'not_found', 'conflict'],
    exampleAnswer: { id: 'prod_0mxkq2h8d0001', slug: 'payments', status: 'draft' },
    run: ({ actor, body }) => createProduct(actor, body),
  }),
  operation({
    id: 'listApiProducts',
    method: 'GET',
    path: '/api-products',
    tag,
    summary: 'List your API products',
    query: ListProducts,
    response: pageOf(ProductListItem),
    errors: ['not_found'],
    run: ({ actor, query }) => listProducts(actor, query),
  }),
  operation({
    id: 'getApiProduct',
    method: 'GET',
    path,
    tag,
    summary: 'Get an API product with its pages',
    response: ProductDetail,
    run: ({ actor, params }) => getProduct(actor, params.productId),
  }),
  operation({
    id: 'updateApiProduct',
    method: 'PATCH',
    path,
    tag,
    summary: 'Change an API product',
    description: 'What is left out stays.',
    body: UpdateProduct.omit({ id: true }),
    example: { summary: 'Send and receive money', corsOrigins: ['https://app.example.com'] },
    response: IdAndMaybeRevision.extend({ slug: z.string() }),
    errors: ['forbidden', 'conflict', 'invalid_state'],
    run: ({ actor, params, body }) => updateProduct(actor, { ...body, id: params.productId }),
  }),
  operation({
    id: 'setApiProductApis',
    method: 'PUT',
    path: `${path}/apis`,
    tag,
    summary: 'Choose a product’s APIs, in their order',
    body: SetProductApis.omit({ id: true }),
    example: { apiIds: ['api_0mxkq2h8d0001', 'api_0mxkq2h8d0002'] },
    response: IdAndMaybeRevision,
    errors: ['forbidden', 'conflict', 'invalid_state'],
    run: ({ actor, params, body }) => setProductApis(actor, { ...body, id: params.productId }),
  }),
  operation({
    id: 'publishApiProduct',
    method: 'POST',
    path: `${path}/publish`,
    tag,
    summary: 'Publish an API product',
    response: z
      .object({ id: z.string(), status: z.literal('published'), revision: Revision })
      .meta({ id: 'PublishedApiProduct' }),
    errors: ['forbidden', 'invalid_state', 'conflict'],
    exampleAnswer: { id: 'prod_0mxkq2h8d0001', status: 'published', revision: 41 },
    run: ({ actor, params }) => publishProduct(actor, { id: params.productId }),
  }),
  operation({
    id: 'withdrawApiProduct',
    method: 'POST',
    path: `${path}/withdraw`,
    tag,
    summary: 'Withdraw an API product',
    response: z
      .object({ id: z.string(), status: z.literal('withdrawn'), revision: Revision })
      .meta({ id: 'WithdrawnApiProduct' }),
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params }) => withdrawProduct(actor, { id: params.productId }),
  }),
  operation({
    id: 'deleteApiProduct',
    method: 'DELETE',
    path,
    tag,
    summary: 'Delete an API product',
    response: IdAndMaybeRevision,
    errors: ['forbidden', 'invalid_state', 'conflict'],
    run: ({ actor, params }) => deleteProduct(actor, { id: params.productId }),
  }),
]
