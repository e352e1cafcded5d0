import type { Credit } from '#lib/billing/rating/burn-down.ts'
import type { Billed } from './load-billed.ts'

/** What is left of the subscription's credits after all finalized invoices; a purchase counts once it is paid. */
export function creditsOf({ creditGrants, paidPurchases }: Billed): Credit[] {
  return creditGrants.flatMap(({ id, amount, priority, startsAt, expiresAt, invoiceId, burns }) => {
    if (invoiceId !== null && !paidPurchases.has(invoiceId)) return []
    const left = burns.reduce((sum, burn) => sum - burn.amount, amount)
    const span = { startsAt: startsAt.getTime(), expiresAt: expiresAt?.getTime() ?? null }
    return [{ id, amount: left > 0n ? left : 0n, priority, ...span }]
  })
}

/** How a grant is called on an invoice. */
export function creditName(billed: Billed, grantId: string): string {
  const grant = billed.creditGrants.find(({ id }) => id === grantId)
  if (grant?.note) return `Credits: ${grant.note}`
  return grant?.source === 'granted' ? 'Credits, granted' : 'Credits, prepaid'
}
