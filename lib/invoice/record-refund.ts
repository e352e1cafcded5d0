import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError, invalidField } from '#lib/core/errors.ts'
import { toMajorText } from '#lib/core/money.ts'
import { parse } from '#lib/core/parse.ts'
import { recordPayment } from '#lib/payment/record-payment.ts'
import { lockInvoice } from './lock-invoice.ts'
import { refundable } from './refundable.ts'
import { RecordRefund } from './schema/changes.ts'

/**
 * Records money that was given back by transfer: what was credited after it had been paid, or what an end owed. The same
 * reference is recorded once; more than is owed is refused.
 */
export async function recordRefund(
  actor: Actor,
  input: RecordRefund,
): Promise<{ id: string; amountOwed: bigint }> {
  requireSignedIn(actor)
  const { id, reference, amount } = parse(RecordRefund, input)
  return transaction(async (tx) => {
    const invoice = await lockInvoice(tx, actor, id)
    if (invoice.status === 'held' || invoice.status === 'void')
      throw new AppError(
        'invalid_state',
        `The invoice is ${invoice.status}: nothing is owed to the customer.`,
      )
    const dedupeKey = `${id}/refund/${reference}`
    const { _sum } = await tx.payment.aggregate({
      where: { invoiceId: id, status: 'refunded' },
      _sum: { amount: true },
    })
    const owed = refundable(invoice, _sum.amount ?? 0n)
    if ((await tx.payment.count({ where: { dedupeKey } })) > 0) return { id, amountOwed: owed }
    if (owed === 0n) throw new AppError('invalid_state', 'Nothing is owed to the customer.')
    const back = amount === undefined ? owed : BigInt(amount)
    if (back > owed)
      invalidField('amount', `Only ${toMajorText(owed, invoice.currency)} ${invoice.currency} is owed.`)
    const payment = { provider: 'manual', status: 'refunded', amount: back, reference } as const
    await recordPayment(tx, actor, { invoiceId: id, ...payment, dedupeKey })
    return { id, amountOwed: owed - back }
  })
}
