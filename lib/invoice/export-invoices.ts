import type { Actor } from '#lib/core/context.ts'
import { toCsv } from '#lib/core/csv.ts'
import { toMajorText } from '#lib/core/money.ts'
import { listAllInvoices } from './queries.ts'
import type { ListInvoices } from './schema/invoice.ts'

const MONEY = ['subtotal', 'tax', 'total', 'amountPaid', 'amountCredited', 'amountOpen'] as const

/** Invoices as CSV text, the newest 10,000 that the filters find. Amounts are decimal texts of major units. */
export async function exportInvoices(actor: Actor, input: ListInvoices = {}): Promise<string> {
  const invoices = await listAllInvoices(actor, input)
  const rows = invoices.map((invoice) => ({
    ...invoice,
    ...(Object.fromEntries(
      MONEY.map((column) => [column, Number(toMajorText(invoice[column], invoice.currency))]),
    ) as Record<(typeof MONEY)[number], number>),
    customer: invoice.customer.name,
    provider: invoice.provider.name,
  }))
  return toCsv(rows, [
    ...(['number', 'kind', 'status', 'isOverdue', 'isSandbox', 'customer', 'provider'] as const),
    ...(['productName', 'planName', 'applicationName', 'currency'] as const),
    ...MONEY,
    ...(['periodStartsAt', 'periodEndsAt', 'issuedAt', 'dueAt', 'paidAt', 'id', 'subscriptionId'] as const),
  ])
}
