import { authorize, organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'

/**
 * Loads one of the provider's invoices for a change and locks it, and its subscription before it, until the commit. Throws
 * `not_found` for another organization's, `forbidden` when the role is too weak.
 */
export async function lockInvoice(tx: Transaction, actor: Actor, id: string) {
  const where = { id, organizationId: organizationIdsOf(actor) }
  const known = await tx.invoice.findFirst({
    where,
    select: { organizationId: true, subscriptionId: true },
  })
  if (!known) notFound('invoice', id)
  authorize(actor, 'billing:manage', known.organizationId)
  await tx.$queryRaw`SELECT 1 FROM "subscription" WHERE "id" = ${known.subscriptionId} FOR UPDATE`
  await tx.$queryRaw`SELECT 1 FROM "invoice" WHERE "id" = ${id} FOR UPDATE`
  return tx.invoice.findUniqueOrThrow({
    where: { id },
    include: {
      lines: { orderBy: { position: 'asc' } },
      creditNotes: true,
      customer: { include: { consumer: { select: { clockOffsetMs: true } } } },
    },
  })
}

export type LockedInvoice = Awaited<ReturnType<typeof lockInvoice>>

/** How history names an invoice. */
export const invoiceObject = ({ id, number }: { id: string; number: string | null }) => ({
  kind: 'invoice',
  id,
  name: number ?? id,
})
