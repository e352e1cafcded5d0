import { totalOf } from '#lib/billing/rating/rated-line.ts'
import { audit } from '#lib/core/audit.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Prisma, Transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { collectInvoice } from '#lib/payment/collect-invoice.ts'
import { carryOver } from './carried.ts'
import type { Billed } from './load-billed.ts'
import { drawNumber, lockSettings } from './lock-settings.ts'
import type { InvoicedLine } from './rate-invoice.ts'
import { taxFor, taxOn } from './tax.ts'

const DAY_MS = 86_400_000

type Row = Prisma.InvoiceGetPayload<{ include: { customer: true } }>

export type Finalize = { billed: Billed; lines: readonly InvoicedLine[]; burns: ReadonlyMap<string, bigint> }

/** A sandbox's invoices are dated when they fell due, however far its clock was turned; real ones when they are made. */
function issuedAtOf(invoice: Row, { application }: Billed): Date {
  const isStart = invoice.kind === 'start' || invoice.kind === 'credits'
  const due = isStart ? invoice.periodStartsAt : invoice.periodEndsAt
  const now = subscriptionNow(application.organization)
  return invoice.isSandbox && invoice.attempt === 1 && due < now ? due : now
}

const rowOf = (line: InvoicedLine, position: number) => ({
  id: newId('line'),
  position,
  kind: line.kind,
  description: line.description,
  planId: line.planId,
  chargeKey: line.chargeKey,
  quantity: line.quantity,
  unit: line.unit,
  amount: line.amount,
  startsAt: new Date(line.startsAt),
  endsAt: new Date(line.endsAt),
  calculation: line.calculation,
  adjustsInvoiceId: line.adjustsInvoiceId ?? null,
})

/** One that comes to nothing is paid; to less than nothing only at an end, when the provider owes the rest. */
const stateOf = (total: bigint, at: Date) =>
  total > 0n ? { status: 'open' } : { status: 'paid', paidAt: at }

/**
 * Freezes a held invoice, in the caller's transaction: lines, tax, total, credits taken, the next number, due date. From here
 * on only its payment moves; it is given to whoever collects it.
 */
export async function finalizeInvoice(
  tx: Transaction,
  actor: Actor,
  invoiceId: string,
  { billed, lines, burns }: Finalize,
): Promise<void> {
  const invoice = await tx.invoice.findUniqueOrThrow({
    where: { id: invoiceId },
    include: { customer: true },
  })
  if (invoice.status !== 'held') return
  const settings = await lockSettings(tx, invoice.organizationId)
  const issuedAt = issuedAtOf(invoice, billed)
  const carried = invoice.kind === 'end' ? [] : carryOver(totalOf(lines), invoice.periodEndsAt.getTime())
  const all = [...lines, ...carried]
  const subtotal = totalOf(all)
  const { ratePercent, isReverseCharge } = taxFor(settings, invoice.customer)
  const tax = taxOn(subtotal, { ratePercent })
  const total = subtotal + tax
  const number = await drawNumber(tx, settings, 'invoice', invoice.isSandbox)
  await tx.invoice.update({
    where: { id: invoiceId },
    data: {
      ...stateOf(total, issuedAt),
      number,
      subtotal,
      tax,
      total,
      taxRatePercent: ratePercent,
      isReverseCharge,
      gaps: [],
      issuedAt,
      dueAt: new Date(issuedAt.getTime() + settings.paymentTermsDays * DAY_MS),
      lines: { createMany: { data: all.map(rowOf) } },
    },
  })
  await tx.creditBurn.createMany({
    data: [...burns].map(([grantId, amount]) => ({ grantId, invoiceId, amount })),
  })
  await audit(tx, actor, {
    organizationId: invoice.organizationId,
    event: 'invoice.issued',
    object: { kind: 'invoice', id: invoiceId, name: number },
    after: { kind: invoice.kind, total, currency: invoice.currency, customer: invoice.customer.legalName },
  })
  await collectInvoice(tx, invoiceId)
}
