'use server'
import { runAction } from '#lib/auth/action.ts'
import { createProductPage } from '#lib/product/create-product-page.ts'
import { deleteProductPage } from '#lib/product/delete-product-page.ts'
import { moveProductPage } from '#lib/product/move-product-page.ts'
import type { CreateProductPage, UpdateProductPage } from '#lib/product/schema.ts'
import { updateProductPage } from '#lib/product/update-product-page.ts'

export const createPageAction = async (productId: string, input: Omit<CreateProductPage, 'productId'>) =>
  runAction((actor) => createProductPage(actor, { ...input, productId }))

export const updatePageAction = async (id: string, input: Omit<UpdateProductPage, 'id'>) =>
  runAction((actor) => updateProductPage(actor, { ...input, id }))

export const movePageAction = async (id: string, position: number) =>
  runAction((actor) => moveProductPage(actor, { id, position }))

export const deletePageAction = async (id: string) => runAction((actor) => deleteProductPage(actor, { id }))
