import type { Actor } from '#lib/core/context.ts'
import { AppError } from '#lib/core/errors.ts'
import { getDraftInvoice } from '#lib/invoice/draft-invoice.ts'

/** What a subscription owes so far; null where nothing is billed. */
export async function draftOf(actor: Actor, subscriptionId: string) {
  try {
    return await getDraftInvoice(actor, subscriptionId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_state') return null
    throw error
  }
}
