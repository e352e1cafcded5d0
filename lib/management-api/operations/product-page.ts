import { z } from 'zod'
import { createProductPage } from '#lib/product/create-product-page.ts'
import { deleteProductPage } from '#lib/product/delete-product-page.ts'
import { moveProductPage } from '#lib/product/move-product-page.ts'
import { CreateProductPage, MoveProductPage, UpdateProductPage } from '#lib/product/schema.ts'
import { updateProductPage } from '#lib/product/update-product-page.ts'
import { operation } from '../operation.ts'
import { Id } from '../resources.ts'

const tag = 'API products'
const path = '/product-pages/{pageId}'
const IdAndSlug = z.object({ id: z.string(), slug: z.string() })

export const productPageOperations = [
  operation({
    id: 'createProductPage',
    method: 'POST',
    path: '/api-products/{productId}/pages',
    tag,
    summary: 'Add a page to a product',
    status: 201,
    body: CreateProductPage.omit({ productId: true }),
    example: { title: 'Getting started', body: '# Getting started\n\nSubscribe, then send your key.' },
    response: IdAndSlug,
    errors: ['forbidden', 'conflict'],
    run: ({ actor, params, body }) => createProductPage(actor, { ...body, ...params }),
  }),
  operation({
    id: 'updateProductPage',
    method: 'PATCH',
    path,
    tag,
    summary: 'Change a page',
    body: UpdateProductPage.omit({ id: true }),
    example: { title: 'First steps' },
    response: IdAndSlug,
    errors: ['forbidden', 'conflict'],
    run: ({ actor, params, body }) => updateProductPage(actor, { ...body, id: params.pageId }),
  }),
  operation({
    id: 'moveProductPage',
    method: 'POST',
    path: `${path}/move`,
    tag,
    summary: 'Move a page among its product’s pages',
    body: MoveProductPage.omit({ id: true }),
    example: { position: 0 },
    response: z.object({ id: z.string(), position: z.int() }),
    errors: ['forbidden'],
    run: ({ actor, params, body }) => moveProductPage(actor, { ...body, id: params.pageId }),
  }),
  operation({
    id: 'deleteProductPage',
    method: 'DELETE',
    path,
    tag,
    summary: 'Delete a page',
    response: Id,
    errors: ['forbidden'],
    run: ({ actor, params }) => deleteProductPage(actor, { id: params.pageId }),
  }),
]
