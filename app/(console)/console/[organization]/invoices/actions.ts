'use server'
import { runAction } from '#lib/auth/action.ts'
import { markInvoicePaid } from '#lib/invoice/mark-invoice-paid.ts'

export const markInvoicePaidAction = async (id: string, reference: string) =>
  runAction(async (actor) => ({ status: (await markInvoicePaid(actor, { id, reference })).status }))
