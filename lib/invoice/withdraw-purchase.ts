import { configChange } from '#lib/core/config-change.ts'
import type { Transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { toMajorText } from '#lib/core/money.ts'
import { creditBalance } from '#lib/credit/credit-balance.ts'
import type { Credited } from './credit-lines.ts'
import { lockBilled } from './lock-billed.ts'
import type { LockedInvoice } from './lock-invoice.ts'

/** The purchase's grant, and what usage has not taken of it; an unpaid one is whole. */
async function readGrant(tx: Transaction, invoice: LockedInvoice) {
  const grant = await tx.creditGrant.findFirst({ where: { invoiceId: invoice.id, voidedAt: null } })
  if (!grant || invoice.status !== 'paid') return { grant, left: grant?.amount ?? 0n }
  const balance = await creditBalance(tx, await lockBilled(tx, invoice.subscriptionId))
  return { grant, left: balance.get(grant.id) ?? 0n }
}

/** Throws where usage has taken more of a purchase's credits than the credit note would leave of them. */
export async function requireUnused(
  tx: Transaction,
  invoice: LockedInvoice,
  { total, tax }: Credited,
): Promise<void> {
  if (invoice.kind !== 'credits') return
  const { grant, left } = await readGrant(tx, invoice)
  if (grant && total - tax > left)
    throw new AppError(
      'invalid_state',
      `Only ${toMajorText(left, invoice.currency)} ${invoice.currency} of these credits is unused: credit that much at most.`,
    )
}

/** Takes the credits back that a credit note took back of their purchase; the gateways' budget falls. Last in its transaction. */
export async function withdrawPurchase(
  tx: Transaction,
  invoice: LockedInvoice,
  { total, tax }: Credited,
  auditEntryId: string,
): Promise<void> {
  if (invoice.kind !== 'credits') return
  const grant = await tx.creditGrant.findFirst({ where: { invoiceId: invoice.id, voidedAt: null } })
  if (!grant) return
  const amount = grant.amount - (total - tax)
  const data = amount > 0n ? { amount } : { voidedAt: new Date() }
  await tx.creditGrant.update({ where: { id: grant.id }, data })
  const touched = [{ kind: 'subscription' as const, id: invoice.subscriptionId }]
  await configChange(tx, { touched, auditEntryId, isUrgent: true })
}
