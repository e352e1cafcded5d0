'use server'
import { runAction } from '#lib/auth/action.ts'
import type { UpdateCustomer } from '#lib/customer/schema.ts'
import { updateCustomer } from '#lib/customer/update-customer.ts'

export const updateCustomerAction = async (id: string, input: Omit<UpdateCustomer, 'id'>) =>
  runAction((actor) => updateCustomer(actor, { ...input, id }))
