'use server'
import { runAction } from '#lib/auth/action.ts'
import type { UpdateCustomer } from '#lib/customer/schema.ts'
import { updateCustomer } from '#lib/customer/update-customer.ts'
import { openBillingPortal } from '#lib/payment/open-billing-portal.ts'
import { openCheckout } from '#lib/payment/open-checkout.ts'

const returnPath = '/billing'

export const updateCustomerAction = async (id: string, input: Omit<UpdateCustomer, 'id'>) =>
  runAction((actor) => updateCustomer(actor, { ...input, id }))

export const openCheckoutAction = async (organizationId: string, consumerId: string) =>
  runAction((actor) => openCheckout(actor, { organizationId, consumerId, returnPath }))

export const openBillingPortalAction = async (organizationId: string, consumerId: string) =>
  runAction((actor) => openBillingPortal(actor, { organizationId, consumerId, returnPath }))
