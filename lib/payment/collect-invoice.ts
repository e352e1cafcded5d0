import type { Transaction } from '#lib/core/db.ts'
import { DUNNING_DEFAULTS, dunningSchedule } from '#lib/dunning/schema/schedule.ts'
import { writeMail } from '#lib/mail/write-mail.ts'
import { billedOf, loadInvoice, openAmount, subscribedOf } from './load-invoice.ts'
import { chosenProvider } from './provider.ts'

/**
 * To be called in the transaction that finalizes an invoice, after its row is `open` with number, `issuedAt` and `dueAt`:
 * decides who collects it, tells the customer, and sets when it is pursued. What Stripe collects is due at once. Does
 * nothing for an invoice that is not open, or was given to a provider before.
 */
export async function collectInvoice(tx: Transaction, invoiceId: string): Promise<void> {
  const invoice = await loadInvoice(tx, invoiceId)
  if (invoice.status !== 'open' || invoice.nextDunningAt !== null || !invoice.issuedAt) return
  const settings = invoice.customer.organization.billingSettings
  const provider = chosenProvider(settings, invoice.customer.consumer)
  const dueAt = provider.kind === 'stripe' ? invoice.issuedAt : (invoice.dueAt ?? invoice.issuedAt)
  const [first] = dunningSchedule(settings ?? DUNNING_DEFAULTS, dueAt)
  await tx.invoice.update({
    where: { id: invoiceId },
    data: { paymentProvider: provider.kind, dueAt, nextDunningAt: first!.at },
  })
  await provider.collect(tx, { ...invoice, dueAt })
  const { planName } = await subscribedOf(tx, invoice.subscriptionId)
  await writeMail(tx, {
    kind: 'invoice_issued',
    organizationId: invoice.organizationId,
    consumerId: invoice.customer.consumerId,
    objectId: invoiceId,
    dedupeKey: `${invoiceId}/issued`,
    data: {
      ...billedOf(invoice, openAmount(invoice), planName),
      dueAt,
      startsAt: invoice.periodStartsAt,
      endsAt: invoice.periodEndsAt,
      bankDetails: provider.kind === 'manual' ? (settings?.bankDetails ?? '') : '',
      paymentUrl: null,
    },
  })
}
