import { configChange } from '#lib/core/config-change.ts'
import type { Transaction } from '#lib/core/db.ts'

/** Gives back the credits that an invoice took; the gateways' budget grows by them. Last in its transaction. */
export async function releaseBurns(
  tx: Transaction,
  invoice: { id: string; subscriptionId: string },
  auditEntryId: string,
): Promise<void> {
  const { count } = await tx.creditBurn.deleteMany({ where: { invoiceId: invoice.id } })
  if (count === 0) return
  const exists = await tx.subscription.count({ where: { id: invoice.subscriptionId } })
  if (exists > 0)
    await configChange(tx, { touched: [{ kind: 'subscription', id: invoice.subscriptionId }], auditEntryId })
}
