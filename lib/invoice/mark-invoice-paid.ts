import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError, invalidField } from '#lib/core/errors.ts'
import { toMajorText } from '#lib/core/money.ts'
import { parse } from '#lib/core/parse.ts'
import { openAmount } from '#lib/payment/load-invoice.ts'
import { recordPayment } from '#lib/payment/record-payment.ts'
import { lockInvoice } from './lock-invoice.ts'
import { MarkInvoicePaid } from './schema/changes.ts'

/**
 * Records money that came in by transfer, all that is open unless told otherwise. The same reference on the same invoice is
 * recorded once; an invoice that is not open, or more than is open, is refused.
 */
export async function markInvoicePaid(
  actor: Actor,
  input: MarkInvoicePaid,
): Promise<{ id: string; status: string; amountOpen: bigint }> {
  requireSignedIn(actor)
  const { id, reference, amount } = parse(MarkInvoicePaid, input)
  return transaction(async (tx) => {
    const invoice = await lockInvoice(tx, actor, id)
    const dedupeKey = `${id}/manual/${reference}`
    const isKnown = (await tx.payment.count({ where: { dedupeKey } })) > 0
    if (!isKnown) {
      if (invoice.status !== 'open')
        throw new AppError('invalid_state', `The invoice is ${invoice.status}: nothing is to be paid.`)
      const open = openAmount(invoice)
      const paid = amount === undefined ? open : BigInt(amount)
      if (paid > open)
        invalidField('amount', `Only ${toMajorText(open, invoice.currency)} ${invoice.currency} is open.`)
      const payment = { provider: 'manual', status: 'succeeded', amount: paid, reference } as const
      await recordPayment(tx, actor, { invoiceId: id, ...payment, dedupeKey })
    }
    const after = await tx.invoice.findUniqueOrThrow({ where: { id } })
    return { id, status: after.status, amountOpen: openAmount(after) }
  })
}
