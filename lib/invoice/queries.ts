import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { refundable } from './refundable.ts'
import {
  type CreditNoteItem,
  type InvoiceDetail,
  type InvoiceItem,
  InvoiceParties,
  LineCalculation,
  ListInvoices,
} from './schema/invoice.ts'
import { itemSelect, toInvoiceItem } from './to-item.ts'

/** Invoices of the actor's side; a consumer does not see what is held. */
export function invoicesKnownTo(
  actor: Actor,
  side: 'provider' | 'consumer',
  organizationId?: string,
): Prisma.InvoiceWhereInput {
  const mine = organizationId ?? organizationIdsOf(actor)
  return side === 'provider'
    ? { organizationId: mine }
    : { customer: { consumerId: mine }, status: { not: 'held' } }
}

/** Overdue by the real clock; a sandbox's own clock decides in each item. */
const overdue = (): Prisma.InvoiceWhereInput => ({ status: 'open', dueAt: { lt: new Date() } })

function found(search: string | undefined): Prisma.InvoiceWhereInput {
  if (!search) return {}
  const contains = { contains: search, mode: 'insensitive' as const }
  return {
    OR: [
      { id: search },
      { number: contains },
      { customer: { legalName: contains } },
      { customer: { consumer: { name: contains } } },
    ],
  }
}

function conditions(actor: Actor, input: ListInvoices): Prisma.InvoiceWhereInput {
  const { side, organizationId, status, kind, customerId, subscriptionId, from, to, search } = parse(
    ListInvoices,
    input,
  )
  if (organizationId) authorize(actor, 'billing:read', organizationId)
  return {
    AND: [
      invoicesKnownTo(actor, side, organizationId),
      status === 'overdue' ? overdue() : { status },
      { kind, customerId, subscriptionId },
      from || to ? { issuedAt: { ...(from && { gte: from }), ...(to && { lt: to }) } } : {},
      found(search),
    ],
  }
}

/** Invoices of one side, newest first. */
export async function listInvoices(actor: Actor, input: ListInvoices = {}): Promise<Page<InvoiceItem>> {
  requireSignedIn(actor)
  const { cursor, limit } = parse(ListInvoices, input)
  const rows = await db.invoice.findMany({
    where: conditions(actor, input),
    select: itemSelect,
    ...pageArgs({ cursor, limit }),
  })
  const { data, nextCursor } = toPage(rows, { cursor, limit })
  return { data: data.map((row) => toInvoiceItem(row)), nextCursor }
}

/** All that a filter finds, for files: the newest 10,000. */
export async function listAllInvoices(actor: Actor, input: ListInvoices = {}): Promise<InvoiceItem[]> {
  requireSignedIn(actor)
  const rows = await db.invoice.findMany({
    where: conditions(actor, input),
    select: itemSelect,
    orderBy: { id: 'desc' },
    take: 10_000,
  })
  return rows.map((row) => toInvoiceItem(row))
}

/** One invoice with its lines, credit notes and payments, for members of either side; else `not_found`. */
export async function getInvoice(actor: Actor, id: string): Promise<InvoiceDetail> {
  requireSignedIn(actor)
  const row = await db.invoice.findFirst({
    where: { id, OR: [invoicesKnownTo(actor, 'provider'), invoicesKnownTo(actor, 'consumer')] },
    select: {
      ...itemSelect,
      taxRatePercent: true,
      isReverseCharge: true,
      lines: { orderBy: { position: 'asc' } },
      creditNotes: { orderBy: { id: 'asc' } },
      payments: { orderBy: { id: 'asc' } },
    },
  })
  if (!row) notFound('invoice', id)
  const { lines, creditNotes, payments, ...rest } = row
  const refunds = payments.filter(({ status }) => status === 'refunded')
  return {
    ...toInvoiceItem(rest),
    taxRatePercent: rest.taxRatePercent.toFixed(),
    isReverseCharge: rest.isReverseCharge,
    amountToRefund: refundable(
      rest,
      refunds.reduce((sum, { amount }) => sum + amount, 0n),
    ),
    parties: InvoiceParties.parse(rest.parties),
    lines: lines.map(({ invoiceId, quantity, calculation, ...line }) => ({
      ...line,
      quantity: quantity?.toFixed() ?? null,
      calculation: LineCalculation.parse(calculation),
    })),
    creditNotes: creditNotes.map(({ id, number, reason, total, tax, issuedAt, lines }) => ({
      ...{ id, number, reason, total, tax, issuedAt },
      lines: lines as CreditNoteItem['lines'],
    })),
    payments: payments.map(({ invoiceId, dedupeKey, createdAt, ...payment }) => payment),
  }
}
