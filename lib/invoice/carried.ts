import type { RatedLine } from '#lib/billing/rating/rated-line.ts'
import type { Reader } from '#lib/core/db.ts'
import type { InvoicedLine } from './rate-invoice.ts'

const line = (description: string, amount: bigint, at: number): RatedLine => ({
  kind: 'adjustment',
  description,
  planId: null,
  chargeKey: null,
  quantity: null,
  unit: '',
  amount,
  startsAt: at,
  endsAt: at,
  calculation: {},
})

/** What earlier invoices owed to the customer and carried over, as a line that pays it back; none where there is nothing. */
export async function readCarried(
  reader: Reader,
  subscriptionId: string,
  at: number,
): Promise<InvoicedLine[]> {
  const { _sum } = await reader.invoiceLine.aggregate({
    where: {
      kind: 'adjustment',
      planId: null,
      invoice: { subscriptionId, status: { notIn: ['held', 'void'] }, isReplaced: false },
    },
    _sum: { amount: true },
  })
  const open = _sum.amount ?? 0n
  return open === 0n ? [] : [line('Carried over from the invoice before', -open, at)]
}

/** The line by which an invoice that comes to less than nothing leaves the rest to the next one. */
export const carryOver = (subtotal: bigint, at: number): InvoicedLine[] =>
  subtotal < 0n ? [line('Carried over to the next invoice', -subtotal, at)] : []
