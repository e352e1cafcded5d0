import type { Reader } from '#lib/core/db.ts'
import type { InvoicedLine } from './rate-invoice.ts'

/**
 * For a period that is billed anew: late usage of it that other invoices billed already, taken off again, since the new
 * invoice rates all usage. None for a first attempt.
 */
export async function readBilledElsewhere(
  reader: Reader,
  { id, subscriptionId, periodStartsAt }: { id: string; subscriptionId: string; periodStartsAt: Date },
): Promise<InvoicedLine[]> {
  const attempts = await reader.invoice.findMany({
    where: { subscriptionId, periodStartsAt, kind: { in: ['period', 'end'] }, id: { not: id } },
    select: { id: true },
  })
  if (attempts.length === 0) return []
  const lines = await reader.invoiceLine.findMany({
    where: {
      kind: 'adjustment',
      planId: { not: null },
      adjustsInvoiceId: { in: attempts.map((attempt) => attempt.id) },
      invoiceId: { not: id },
      invoice: { status: { notIn: ['void', 'held'] }, isReplaced: false },
    },
    include: { invoice: { select: { number: true } } },
  })
  return lines.map(({ planId, chargeKey, unit, amount, quantity, startsAt, endsAt, ...line }) => ({
    kind: 'adjustment' as const,
    description: `Billed by ${line.invoice.number} already`,
    ...{ planId, chargeKey, unit },
    quantity: quantity ? quantity.negated().toFixed(0) : null,
    amount: -amount,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
    calculation: {},
    ...(line.adjustsInvoiceId && { adjustsInvoiceId: line.adjustsInvoiceId }),
  }))
}
