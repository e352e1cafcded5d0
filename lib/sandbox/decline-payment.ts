import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { openAmount } from '#lib/payment/load-invoice.ts'
import { recordPayment } from '#lib/payment/record-payment.ts'
import { loadTestInvoice } from './load-test-invoice.ts'
import { SandboxObject } from './schema.ts'

/**
 * Lets an attempt to pay an open invoice of a sandbox fail, as a declined card does: the customer is told, and dunning goes
 * on by the test clock. Each call is an attempt of its own.
 */
export async function declinePayment(actor: Actor, input: SandboxObject): Promise<{ id: string }> {
  requireSignedIn(actor)
  const { id } = parse(SandboxObject, input)
  return transaction(async (tx) => {
    const invoice = await loadTestInvoice(tx, actor, id)
    if (invoice.status !== 'open') throw new AppError('invalid_state', 'The invoice is not open.')
    await recordPayment(tx, actor, {
      invoiceId: id,
      provider: 'manual',
      status: 'failed',
      amount: openAmount(invoice),
      failure: 'Your card was declined.',
      dedupeKey: `${id}/declined/${invoice.attempts + 1}`,
    })
    return { id }
  })
}
