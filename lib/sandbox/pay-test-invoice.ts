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
 * Pays an open invoice of a sandbox as if a transfer came in: no money moves. What was suspended for it is served again.
 * One that is paid stays so.
 */
export async function payTestInvoice(actor: Actor, input: SandboxObject): Promise<{ id: string }> {
  requireSignedIn(actor)
  const { id } = parse(SandboxObject, input)
  return transaction(async (tx) => {
    const invoice = await loadTestInvoice(tx, actor, id)
    if (invoice.status === 'paid') return { id }
    if (invoice.status !== 'open') throw new AppError('invalid_state', 'The invoice is not open.')
    await recordPayment(tx, actor, {
      invoiceId: id,
      provider: 'manual',
      status: 'succeeded',
      amount: openAmount(invoice),
      reference: 'Test payment',
      dedupeKey: `${id}/test-payment/${invoice.attempts + 1}`,
    })
    return { id }
  })
}
