import type Stripe from 'stripe'
import { db, type Prisma } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import type { Task } from '../outbound/run-due-tasks.ts'
import { ensureStripeCustomer } from './ensure-customer.ts'
import { payInvoice } from './pay-invoice.ts'
import { readStripeInvoice } from './read-invoice.ts'

export const INVOICE_KEY = 'gatehouse_invoice'
const LINE_KEY = 'gatehouse_line'
const DESCRIPTION_LENGTH_MAX = 500

const select = {
  id: true,
  customerId: true,
  number: true,
  status: true,
  currency: true,
  total: true,
  tax: true,
  taxRatePercent: true,
  periodStartsAt: true,
  periodEndsAt: true,
  stripeInvoiceId: true,
  lines: {
    select: { id: true, description: true, amount: true, startsAt: true, endsAt: true },
    orderBy: { position: 'asc' },
  },
} satisfies Prisma.InvoiceSelect
type Mirrored = Prisma.InvoiceGetPayload<{ select: typeof select }>

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)

/** Whole minor units as Stripe takes them. */
export function toStripeAmount(amount: bigint): number {
  if (amount > BigInt(Number.MAX_SAFE_INTEGER) || amount < BigInt(Number.MIN_SAFE_INTEGER))
    throw new AppError('invalid_state', `${amount} minor units are more than can be collected at once.`)
  return Number(amount)
}

/** Only after an answer was lost: an invoice that is there already, found by our id. */
async function findMade(stripe: Stripe, customer: string, invoiceId: string): Promise<string | null> {
  for await (const invoice of stripe.invoices.list({ customer, limit: 100 }))
    if (invoice.metadata?.[INVOICE_KEY] === invoiceId) return invoice.id
  return null
}

async function ensureDraft(stripe: Stripe, task: Task, invoice: Mirrored): Promise<string> {
  if (invoice.stripeInvoiceId) return invoice.stripeInvoiceId
  const isRepeat = task.attempts > 1
  const customer = await ensureStripeCustomer(stripe, invoice.customerId, {
    isRepeat,
    keyVersion: task.keyVersion,
  })
  const id =
    (isRepeat ? await findMade(stripe, customer, invoice.id) : null) ??
    (
      await stripe.invoices.create(
        {
          customer,
          currency: invoice.currency.toLowerCase(),
          auto_advance: false,
          collection_method: 'charge_automatically',
          pending_invoice_items_behavior: 'exclude',
          // Our numbers are gapless by provider, Stripe's unique by account: ours is told, not imposed.
          description: `Invoice ${invoice.number}`,
          metadata: { [INVOICE_KEY]: invoice.id },
        },
        { idempotencyKey: `${invoice.id}/create/${task.keyVersion}` },
      )
    ).id
  await db.invoice.update({ where: { id: invoice.id }, data: { stripeInvoiceId: id } })
  return id
}

/** Our lines, and the tax as one more: amounts are taken over as they are, so both sums agree to the cent. */
const linesOf = (invoice: Mirrored) => [
  ...invoice.lines,
  ...(invoice.tax === 0n
    ? []
    : [
        {
          id: `${invoice.id}/tax`,
          description: `Tax ${invoice.taxRatePercent} %`,
          amount: invoice.tax,
          startsAt: invoice.periodStartsAt,
          endsAt: invoice.periodEndsAt,
        },
      ]),
]

async function ensureItems(
  stripe: Stripe,
  task: Task,
  invoice: Mirrored,
  draft: Stripe.Invoice,
): Promise<void> {
  const made = new Set<string>()
  for await (const item of stripe.invoiceItems.list({ invoice: draft.id, limit: 100 }))
    made.add(item.metadata?.[LINE_KEY] ?? '')
  for (const line of linesOf(invoice).filter(({ id }) => !made.has(id)))
    await stripe.invoiceItems.create(
      {
        customer: typeof draft.customer === 'string' ? draft.customer : draft.customer!.id,
        invoice: draft.id,
        currency: draft.currency,
        amount: toStripeAmount(line.amount),
        description: line.description.slice(0, DESCRIPTION_LENGTH_MAX),
        period: { start: seconds(line.startsAt), end: seconds(line.endsAt) },
        metadata: { [LINE_KEY]: line.id },
      },
      { idempotencyKey: `${line.id}/create/${task.keyVersion}` },
    )
}

async function finalize(stripe: Stripe, task: Task, invoice: Mirrored, id: string): Promise<Stripe.Invoice> {
  const finalized = await stripe.invoices.finalizeInvoice(
    id,
    { auto_advance: false },
    { idempotencyKey: `${invoice.id}/finalize/${task.keyVersion}` },
  )
  if (finalized.total !== toStripeAmount(invoice.total))
    throw new AppError(
      'conflict',
      `Stripe's invoice ${id} comes to ${finalized.total}, ours to ${invoice.total}: it was not collected.`,
    )
  return finalized
}

/**
 * Makes our finalized invoice at Stripe, line by line, finalizes it there and lets it be paid by the customer's payment
 * method. Every step looks first at what is there, so it goes on where it was cut off, and every call has a key derived
 * from our ids, so none is done twice.
 */
export async function mirrorInvoice(stripe: Stripe, task: Task): Promise<void> {
  const invoice =
    (await db.invoice.findUnique({ where: { id: task.objectId }, select })) ??
    notFound('invoice', task.objectId)
  const id = await ensureDraft(stripe, task, invoice)
  let there: Stripe.Invoice = await stripe.invoices.retrieve(id)
  if (there.status === 'draft') {
    await ensureItems(stripe, task, invoice, there)
    there = await finalize(stripe, task, invoice, id)
  }
  if (there.status === 'open' && invoice.status === 'open') await payInvoice(stripe, task, there)
  await readStripeInvoice(stripe, id)
}
