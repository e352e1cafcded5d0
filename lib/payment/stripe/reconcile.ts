import type Stripe from 'stripe'
import { db, type Prisma } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { requireStripe } from './client.ts'
import { isMissing } from './judge-error.ts'
import { readStripeCustomer } from './read-customer.ts'
import { readStripeInvoice } from './read-invoice.ts'

const DAY_MS = 86_400_000
/** Paid invoices are compared for so long: a refund, a dispute or a void may come late. */
const PAID_DAYS = 30
/** A page of rows at a time. */
const ROWS_AT_ONCE = 100

type Difference = { what: string; ours: string; theirs: string }
type Place = { organizationId: string; objectKind: 'invoice' | 'customer'; objectId: string }

/** Keeps what differs now, and closes what does not any longer. */
async function record(place: Place, differences: Difference[], now: Date): Promise<void> {
  const { objectId } = place
  await db.stripeDrift.updateMany({
    where: { objectId, repairedAt: null, what: { notIn: differences.map(({ what }) => what) } },
    data: { repairedAt: now },
  })
  for (const { what, ours, theirs } of differences)
    await db.stripeDrift.upsert({
      where: { objectId_what: { objectId, what } },
      create: { id: newId('drift'), ...place, what, ours, theirs, foundAt: now },
      update: { ours, theirs, repairedAt: null },
    })
}

const orMissing = async <T>(call: Promise<T>): Promise<T | null> => {
  try {
    return await call
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const select = {
  id: true,
  organizationId: true,
  status: true,
  total: true,
  amountPaid: true,
  stripeInvoiceId: true,
} satisfies Prisma.InvoiceSelect
type Ours = Prisma.InvoiceGetPayload<{ select: typeof select }>

/** Pure. A draft is still being made: that is no drift. */
export function differencesOf(
  ours: { status: string; total: bigint; amountPaid: bigint },
  theirs: { status: string | null; total: number; amount_paid: number },
): Difference[] {
  if (theirs.status === 'draft') return []
  const pairs: [string, string, string][] = [
    ['status', ours.status, String(theirs.status)],
    ['total', String(ours.total), String(theirs.total)],
    ['paid', String(ours.amountPaid), String(theirs.amount_paid)],
  ]
  return pairs
    .filter(([, mine, other]) => mine !== other)
    .map(([what, mine, other]) => ({ what, ours: mine, theirs: other }))
}

async function compareInvoice(stripe: Stripe, invoice: Ours, now: Date): Promise<void> {
  const place: Place = { organizationId: invoice.organizationId, objectKind: 'invoice', objectId: invoice.id }
  const there = await orMissing(stripe.invoices.retrieve(invoice.stripeInvoiceId!))
  if (!there) return record(place, [{ what: 'missing', ours: invoice.stripeInvoiceId!, theirs: '' }], now)
  const found = differencesOf(invoice, there)
  await record(place, found, now)
  if (found.length === 0) return
  await readStripeInvoice(stripe, there.id)
  const again = await db.invoice.findUniqueOrThrow({ where: { id: invoice.id }, select })
  await record(place, differencesOf(again, there), now)
}

async function compareCustomer(
  stripe: Stripe,
  customer: { id: string; organizationId: string; stripeCustomerId: string | null },
  now: Date,
): Promise<void> {
  const { id, organizationId, stripeCustomerId } = customer
  const there = await orMissing(stripe.customers.retrieve(stripeCustomerId!))
  const isThere = there !== null && !there.deleted
  const missing = { what: 'missing', ours: stripeCustomerId!, theirs: '' }
  await record({ organizationId, objectKind: 'customer', objectId: id }, isThere ? [] : [missing], now)
  if (isThere) await readStripeCustomer(stripe, stripeCustomerId!)
}

/** Pages through rows by id; ends early when the process stops. */
async function each<T extends { id: string }>(
  page: (after: string) => Promise<T[]>,
  work: (row: T) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await page(after)
    for (const row of rows) {
      if (signal?.aborted) return
      await work(row)
    }
    if (rows.length < ROWS_AT_ONCE) return
    after = rows.at(-1)!.id
  }
}

/**
 * Compares invoices that are open, or were paid lately, and all customers with Stripe. What differs is recorded and read
 * again, which mends what a lost webhook left behind; what still differs then stays visible.
 */
export async function reconcileStripe(now: Date, signal?: AbortSignal): Promise<'done'> {
  const stripe = requireStripe()
  const recently = new Date(now.getTime() - PAID_DAYS * DAY_MS)
  const common = { orderBy: { id: 'asc' }, take: ROWS_AT_ONCE } as const
  await each(
    (after) =>
      db.invoice.findMany({
        where: {
          id: { gt: after },
          stripeInvoiceId: { not: null },
          OR: [{ status: 'open' }, { createdAt: { gte: recently } }],
        },
        select,
        ...common,
      }),
    (invoice) => compareInvoice(stripe, invoice, now),
    signal,
  )
  await each(
    (after) =>
      db.customer.findMany({
        where: { id: { gt: after }, stripeCustomerId: { not: null } },
        select: { id: true, organizationId: true, stripeCustomerId: true },
        ...common,
      }),
    (customer) => compareCustomer(stripe, customer, now),
    signal,
  )
  return 'done'
}
