import { organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import type { OpenBalance } from './schema/invoice.ts'

/** What the actor's organizations still owe on open invoices, by customer and currency. Nothing open has no row. */
export async function listOpenBalances(actor: Actor): Promise<OpenBalance[]> {
  requireSignedIn(actor)
  const rows = await db.invoice.groupBy({
    by: ['customerId', 'currency'],
    where: { status: 'open', customer: { consumerId: organizationIdsOf(actor) } },
    _sum: { total: true, amountPaid: true, amountCredited: true },
    _min: { dueAt: true },
    _count: true,
    orderBy: [{ customerId: 'asc' }, { currency: 'asc' }],
  })
  return rows.map(({ customerId, currency, _sum, _min, _count }) => ({
    customerId,
    currency,
    amount: (_sum.total ?? 0n) - (_sum.amountPaid ?? 0n) - (_sum.amountCredited ?? 0n),
    invoices: _count,
    dueAt: _min.dueAt,
  }))
}
