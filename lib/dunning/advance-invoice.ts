import { audit } from '#lib/core/audit.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { system } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { writeMail } from '#lib/mail/write-mail.ts'
import {
  billedOf,
  type LoadedInvoice,
  loadInvoice,
  openAmount,
  subscribedOf,
} from '#lib/payment/load-invoice.ts'

import { providerOf } from '#lib/payment/provider.ts'
import { DUNNING_DEFAULTS, dunningSchedule } from './schema/schedule.ts'

const note = (tx: Transaction, invoice: LoadedInvoice, event: string, at: Date, more = {}): Promise<string> =>
  audit(tx, system, {
    organizationId: invoice.organizationId,
    event: `invoice.${event}`,
    object: { kind: 'invoice', id: invoice.id, name: invoice.number ?? invoice.id },
    after: { at, ...more },
  })

async function remind(tx: Transaction, invoice: LoadedInvoice, at: Date): Promise<void> {
  const schedule = dunningSchedule(
    invoice.customer.organization.billingSettings ?? DUNNING_DEFAULTS,
    invoice.dueAt!,
  )
  const step = invoice.dunningSteps + 1
  const provider = providerOf(invoice)
  await provider.pursue(tx, invoice, step)
  const next = schedule[step]!
  await tx.invoice.update({
    where: { id: invoice.id },
    data: {
      dunningSteps: step,
      dunningStatus: next.kind === 'suspend' ? 'grace' : 'retrying',
      nextDunningAt: next.at,
    },
  })
  await note(tx, invoice, provider.kind === 'stripe' ? 'payment_retried' : 'payment_reminded', at, { step })
}

/** Only what is still served can be suspended; an unpaid purchase of credits gives none, which is enough. */
async function isServed(tx: Transaction, invoice: LoadedInvoice): Promise<boolean> {
  if (invoice.kind === 'credits') return false
  const { status } = (await tx.subscription.findUnique({
    where: { id: invoice.subscriptionId },
    select: { status: true },
  })) ?? { status: '' }
  return status === 'active'
}

/** Marks the invoice: the subscription is suspended for it, by the verb, as long as it is marked. */
async function endGrace(tx: Transaction, invoice: LoadedInvoice, at: Date): Promise<void> {
  const isSuspending = await isServed(tx, invoice)
  await tx.invoice.update({
    where: { id: invoice.id },
    data: { nextDunningAt: null, ...(isSuspending && { dunningStatus: 'suspended' }) },
  })
  if (!isSuspending) return
  await note(tx, invoice, 'grace_ended', at)
  const { planName, ...subscribed } = await subscribedOf(tx, invoice.subscriptionId)
  await writeMail(tx, {
    kind: 'subscription_suspended',
    organizationId: invoice.organizationId,
    consumerId: invoice.customer.consumerId,
    objectId: invoice.id,
    dedupeKey: `${invoice.id}/suspended`,
    data: {
      ...subscribed,
      ...billedOf(invoice, openAmount(invoice), planName),
      paymentUrl: invoice.paymentUrl,
    },
  })
}

/**
 * Does the next step of an overdue invoice's dunning, if it is due at the real time `now`: reminder or attempt, and at the
 * end the mark by which its subscription is suspended. Waits for an attempt that is still at work,
 * and for an invoice that Stripe could not be given: that is no debtor's fault.
 */
export async function advanceInvoice(invoiceId: string, now: Date): Promise<void> {
  await transaction(async (tx) => {
    const invoice = await loadInvoice(tx, invoiceId)
    const at = subscriptionNow(invoice.customer.consumer, now.getTime())
    if (invoice.status !== 'open' || !invoice.nextDunningAt || invoice.nextDunningAt > at) return
    const isWaitedFor = [{ status: 'pending' }, { status: 'failed', kind: 'stripe.invoice' }]
    const atWork = await tx.outboundTask.count({ where: { objectId: invoiceId, OR: isWaitedFor } })
    if (atWork > 0) return
    const { dunningDays } = invoice.customer.organization.billingSettings ?? DUNNING_DEFAULTS
    if (invoice.dunningSteps < dunningDays.length) await remind(tx, invoice, at)
    else await endGrace(tx, invoice, at)
  })
}
