import { audit } from '#lib/core/audit.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { writeMail } from '#lib/mail/write-mail.ts'
import { subscribedOf } from '#lib/payment/load-invoice.ts'
import { providerOf } from '#lib/payment/provider.ts'
import type { Credited } from './credit-lines.ts'
import { invoiceObject, type LockedInvoice } from './lock-invoice.ts'
import { drawNumber, lockSettings } from './lock-settings.ts'

/** Throws where nothing can be taken back. */
function requireCreditable(invoice: LockedInvoice, { total }: Credited): void {
  if (invoice.status !== 'open' && invoice.status !== 'paid')
    throw new AppError('invalid_state', `The invoice is ${invoice.status}: there is nothing to credit.`)
  if (total <= 0n || total > invoice.total - invoice.amountCredited)
    throw new AppError('invalid_state', 'Nothing is left of this invoice to credit.')
}

async function tell(
  tx: Transaction,
  invoice: LockedInvoice,
  note: { id: string; number: string; reason: string; total: bigint },
): Promise<void> {
  const { planName } = await subscribedOf(tx, invoice.subscriptionId)
  await writeMail(tx, {
    kind: 'credit_note',
    organizationId: invoice.organizationId,
    consumerId: invoice.customer.consumerId,
    objectId: invoice.id,
    dedupeKey: `${note.id}/credit_note`,
    data: {
      invoiceId: invoice.id,
      number: invoice.number ?? invoice.id,
      currency: invoice.currency,
      amount: note.total,
      planName,
      creditNoteNumber: note.number,
      reason: note.reason,
    },
  })
}

/**
 * Writes a credit note on a locked invoice: numbered without gaps, told to the customer, given to whoever collects. The
 * invoice's lines stay as they are; it is settled when payments and credits reach its total.
 */
export async function writeCreditNote(
  tx: Transaction,
  actor: Actor,
  invoice: LockedInvoice,
  credited: Credited,
  reason: string,
): Promise<{ id: string; number: string; auditEntryId: string }> {
  requireCreditable(invoice, credited)
  const { total, tax, lines } = credited
  const at = subscriptionNow(invoice.customer.consumer)
  const settings = await lockSettings(tx, invoice.organizationId)
  const number = await drawNumber(tx, settings, 'credit_note', invoice.isSandbox)
  const id = newId('cn')
  const stored = lines.map((line) => ({ ...line, amount: line.amount.toString() }))
  const { organizationId } = invoice
  await tx.creditNote.create({
    data: {
      id,
      organizationId,
      invoiceId: invoice.id,
      number,
      reason,
      total,
      tax,
      lines: stored,
      issuedAt: at,
    },
  })
  const amountCredited = invoice.amountCredited + total
  const isSettled = invoice.status === 'open' && invoice.amountPaid + amountCredited >= invoice.total
  const settled = { status: 'paid', paidAt: at, nextDunningAt: null, dunningStatus: 'none' }
  await tx.invoice.update({
    where: { id: invoice.id },
    data: { amountCredited, ...(isSettled && settled) },
  })
  await providerOf(invoice).refund(tx, id)
  await tell(tx, invoice, { id, number, reason, total })
  const auditEntryId = await audit(tx, actor, {
    organizationId,
    event: 'invoice.credited',
    object: invoiceObject(invoice),
    before: { amountCredited: invoice.amountCredited },
    after: { amountCredited, creditNote: number, reason },
  })
  return { id, number, auditEntryId }
}
