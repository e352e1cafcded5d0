import { audit } from '#lib/core/audit.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { DUNNING_DEFAULTS, suspensionAt } from '#lib/dunning/schema/schedule.ts'
import { writeMail } from '#lib/mail/write-mail.ts'
import { billedOf, type LoadedInvoice, loadInvoice, openAmount, subscribedOf } from './load-invoice.ts'

import type { PaymentProviderKind, PaymentStatus } from './schema.ts'

export type RecordPayment = {
  invoiceId: string
  provider: PaymentProviderKind
  status: PaymentStatus
  /** Minor units; positive. */
  amount: bigint
  reference?: string
  /** In words for the customer, when it failed. */
  failure?: string
  /** In words for the receipt, e.g. `Visa •••• 4242`. */
  paidBy?: string
  /** What makes a repeat harmless. */
  dedupeKey: string
}

const events = {
  succeeded: 'invoice.payment_received',
  failed: 'invoice.payment_failed',
  refunded: 'invoice.payment_refunded',
} as const

async function tellReceipt(
  tx: Transaction,
  invoice: LoadedInvoice,
  input: RecordPayment,
  at: Date,
): Promise<void> {
  const { planName } = await subscribedOf(tx, invoice.subscriptionId)
  await writeMail(tx, {
    kind: 'receipt',
    organizationId: invoice.organizationId,
    consumerId: invoice.customer.consumerId,
    objectId: invoice.id,
    dedupeKey: `${input.dedupeKey}/receipt`,
    data: {
      ...billedOf(invoice, input.amount, planName),
      paidAt: at,
      paidBy: input.paidBy || input.reference || 'Bank transfer',
    },
  })
}

async function tellFailure(tx: Transaction, invoice: LoadedInvoice, input: RecordPayment): Promise<void> {
  const { planName } = await subscribedOf(tx, invoice.subscriptionId)
  const settings = invoice.customer.organization.billingSettings ?? DUNNING_DEFAULTS
  await writeMail(tx, {
    kind: 'payment_failed',
    organizationId: invoice.organizationId,
    consumerId: invoice.customer.consumerId,
    objectId: invoice.id,
    dedupeKey: `${input.dedupeKey}/failed`,
    data: {
      ...billedOf(invoice, openAmount(invoice), planName),
      reason: input.failure ?? '',
      retryAt: invoice.dunningSteps < settings.dunningDays.length ? invoice.nextDunningAt : null,
      suspendsAt: suspensionAt(settings, invoice.dueAt!),
      paymentUrl: invoice.paymentUrl,
    },
  })
}

/** What the payment makes of an open invoice. */
function effectOf(invoice: LoadedInvoice, input: RecordPayment, at: Date) {
  if (input.status === 'failed') return invoice.dunningStatus === 'none' ? { dunningStatus: 'retrying' } : {}
  if (input.status === 'refunded') return {}
  const amountPaid = invoice.amountPaid + input.amount
  if (openAmount({ ...invoice, amountPaid }) > 0n) return { amountPaid }
  return { amountPaid, status: 'paid', paidAt: at, dunningStatus: 'none', nextDunningAt: null }
}

/**
 * Records what happened to an invoice's money, in the caller's transaction: the payment, the invoice's state, its end of
 * dunning, the customer's mail and the audit entry. A second call with the same key does nothing, and what was paid is
 * never undone: news may come in any order. Answers whether it was new.
 */
export async function recordPayment(tx: Transaction, actor: Actor, input: RecordPayment): Promise<boolean> {
  const invoice = await loadInvoice(tx, input.invoiceId)
  const at = subscriptionNow(invoice.customer.consumer)
  const { invoiceId, provider, status, amount, dedupeKey } = input
  const row = { invoiceId, provider, status, amount, dedupeKey, at }
  const { count } = await tx.payment.createMany({
    data: [{ id: newId('pay'), ...row, reference: input.reference ?? '', failure: input.failure ?? '' }],
    skipDuplicates: true,
  })
  if (count === 0) return false
  const isOpen = invoice.status === 'open'
  const after = isOpen ? effectOf(invoice, input, at) : {}
  if (Object.keys(after).length > 0) await tx.invoice.update({ where: { id: invoiceId }, data: after })
  const auditEntryId = await audit(tx, actor, {
    organizationId: invoice.organizationId,
    event: events[status],
    object: { kind: 'invoice', id: invoiceId, name: invoice.number ?? invoiceId },
    before: { status: invoice.status },
    after: { ...after, amount, currency: invoice.currency, failure: input.failure, at },
  })
  if (status === 'succeeded') await tellReceipt(tx, invoice, input, at)
  if (status === 'failed' && isOpen) await tellFailure(tx, invoice, input)
  // Bought credits count from now on: the gateways' budget grows.
  if (invoice.kind === 'credits' && 'paidAt' in after)
    await configChange(tx, {
      touched: [{ kind: 'subscription', id: invoice.subscriptionId }],
      auditEntryId,
      isUrgent: true,
    })
  return true
}
