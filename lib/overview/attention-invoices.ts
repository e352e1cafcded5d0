import { db, type Prisma } from '#lib/core/db.ts'
import { itemSelect, toInvoiceItem } from '#lib/invoice/to-item.ts'
import type { Attention, AttentionInvoice } from './schema.ts'

const LISTED = 5

async function invoicesThat(where: Prisma.InvoiceWhereInput): Promise<[number, AttentionInvoice[]]> {
  const [total, rows] = await Promise.all([
    db.invoice.count({ where }),
    db.invoice.findMany({ where, select: itemSelect, orderBy: { id: 'asc' }, take: LISTED }),
  ])
  const items = rows.map(toInvoiceItem).map((invoice) => ({
    id: invoice.id,
    number: invoice.number,
    customer: invoice.customer.name,
    product: invoice.productName,
    amountOpen: invoice.amountOpen,
    currency: invoice.currency,
    gateways: [...new Set(invoice.gaps.map(({ name }) => name))],
    periodEndsAt: invoice.periodEndsAt,
    dueAt: invoice.dueAt,
  }))
  return [total, items]
}

/** Invoices that the organization's customers have not paid in time, and those that wait for usage. No test's. */
export async function troubledInvoices(organizationId: string, now: Date): Promise<Attention[]> {
  const real = { organizationId, isSandbox: false }
  const [overdue, held] = await Promise.all([
    invoicesThat({ ...real, status: 'open', dueAt: { lt: now } }),
    invoicesThat({ ...real, status: 'held' }),
  ])
  return [
    { kind: 'invoices_held', total: held[0], items: held[1] },
    { kind: 'invoices_overdue', total: overdue[0], items: overdue[1] },
  ]
}
