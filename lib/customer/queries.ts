import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
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

function toItem({
  organization: provider,
  consumer: { isSandbox, ...consumer },
  ...row
}: Prisma.CustomerGetPayload<{ select: typeof select }>): CustomerItem {
  return { ...row, provider, consumer, isSandbox }
}

/** Customers of a side, newest first. */
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
  return { data: data.map(toItem), nextCursor }
}

/** One customer, for members of either side; else `not_found`. */
export async function getCustomer(actor: Actor, id: string): Promise<CustomerItem> {
  requireSignedIn(actor)
  const mine = organizationIdsOf(actor)
  const row = await db.customer.findFirst({
    where: { id, OR: [{ organizationId: mine }, { consumerId: mine }] },
    select,
  })
  return row ? toItem(row) : notFound('customer', id)
}
