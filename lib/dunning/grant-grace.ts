import { clockOf, subscriptionNow } from '#lib/core/clock.ts'
import type { Transaction } from '#lib/core/db.ts'
import { DUNNING_DEFAULTS } from './schema/schedule.ts'

const DAY_MS = 86_400_000

/**
 * The provider serves a subscription again though invoices are unpaid: for each of those that it was suspended for, the
 * days of grace are counted anew, and end in the same way. In the caller's transaction.
 */
export async function grantGrace(tx: Transaction, subscriptionId: string): Promise<void> {
  const invoices = await tx.invoice.findMany({
    where: { subscriptionId, status: 'open', dunningStatus: 'suspended' },
    select: { id: true, organizationId: true, customer: { select: { consumerId: true } } },
  })
  for (const { id, organizationId, customer } of invoices) {
    const settings = await tx.billingSettings.findUnique({
      where: { organizationId },
      select: { graceDays: true },
    })
    const now = subscriptionNow(await clockOf(tx, customer.consumerId))
    const days = settings?.graceDays ?? DUNNING_DEFAULTS.graceDays
    const nextDunningAt = new Date(now.getTime() + Math.max(1, days) * DAY_MS)
    await tx.invoice.update({ where: { id }, data: { dunningStatus: 'grace', nextDunningAt } })
  }
}
