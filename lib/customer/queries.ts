import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { readInvoiceSums } from '#lib/invoice/read-sums.ts'
import { type CustomerItem, ListCustomers } from './schema.ts'

const party = { select: { id: true, name: true, slug: true } } as const
const select = {
  id: true,
  legalName: true,
  address: true,
  country: true,
  taxId: true,
  email: true,
  paymentMethod: true,
  createdAt: true,
  organization: party,
  consumer: { select: { ...party.select, isSandbox: true } },
} satisfies Prisma.CustomerSelect

type Row = Prisma.CustomerGetPayload<{ select: typeof select }>

/** Adds what each owes and has paid: one statement, however many there are. */
async function toItems(rows: Row[]): Promise<CustomerItem[]> {
  const sums = await readInvoiceSums(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map(({ organization: provider, consumer: { isSandbox, ...consumer }, ...row }) => ({
    ...row,
    provider,
    consumer,
    isSandbox,
    sums: sums.get(row.id)!,
  }))
}

/** Customers of a side with what they owe and have paid, newest first. */
export async function listCustomers(actor: Actor, input: ListCustomers = {}): Promise<Page<CustomerItem>> {
  requireSignedIn(actor)
  const { side, organizationId, search, ...page } = parse(ListCustomers, input)
  if (organizationId) authorize(actor, 'billing:read', organizationId)
  const mine = organizationId ?? organizationIdsOf(actor)
  const contains = { contains: search, mode: 'insensitive' as const }
  const rows = await db.customer.findMany({
    where: {
      ...(side === 'provider' ? { organizationId: mine } : { consumerId: mine }),
      ...(search && { OR: [{ id: search }, { legalName: contains }, { consumer: { name: contains } }] }),
    },
    select,
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: await toItems(data), nextCursor }
}

/** One customer, for members of either side; else `not_found`. */
export async function getCustomer(actor: Actor, id: string): Promise<CustomerItem> {
  requireSignedIn(actor)
  const mine = organizationIdsOf(actor)
  const row = await db.customer.findFirst({
    where: { id, OR: [{ organizationId: mine }, { consumerId: mine }] },
    select,
  })
  if (!row) notFound('customer', id)
  return (await toItems([row]))[0]!
}
