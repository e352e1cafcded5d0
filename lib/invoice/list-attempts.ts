import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { invoicesKnownTo } from './queries.ts'
import type { InvoiceAttempt, InvoiceItem } from './schema/invoice.ts'

/**
 * The other attempts at billing an invoice's period, the oldest first: what it replaced and what replaced it. For members of
 * either side; a consumer does not see one that is held.
 */
export async function listInvoiceAttempts(
  actor: Actor,
  {
    id,
    subscriptionId,
    kind,
    periodStartsAt,
  }: Pick<InvoiceItem, 'id' | 'subscriptionId' | 'kind' | 'periodStartsAt'>,
): Promise<InvoiceAttempt[]> {
  return db.invoice.findMany({
    where: {
      ...{ id: { not: id }, subscriptionId, kind, periodStartsAt },
      OR: [invoicesKnownTo(actor, 'provider'), invoicesKnownTo(actor, 'consumer')],
    },
    select: { id: true, number: true, attempt: true },
    orderBy: { attempt: 'asc' },
  })
}
