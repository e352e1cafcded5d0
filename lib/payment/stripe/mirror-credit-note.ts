import type Stripe from 'stripe'
import { system } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { Task } from '../outbound/run-due-tasks.ts'
import { recordPayment } from '../record-payment.ts'
import { toStripeAmount } from './mirror-invoice.ts'
import { readStripeInvoice } from './read-invoice.ts'

const NOTE_KEY = 'gatehouse_credit_note'

async function findMade(stripe: Stripe, invoice: string, id: string): Promise<Stripe.CreditNote | null> {
  for await (const note of stripe.creditNotes.list({ invoice, limit: 100 }))
    if (note.metadata?.[NOTE_KEY] === id) return note
  return null
}

/** Makes our credit note at Stripe: of a paid invoice the money goes back, of an open one less is to be paid. */
export async function mirrorCreditNote(stripe: Stripe, task: Task): Promise<void> {
  const note =
    (await db.creditNote.findUnique({ where: { id: task.objectId }, include: { invoice: true } })) ??
    notFound('credit note', task.objectId)
  const { stripeInvoiceId } = note.invoice
  if (!stripeInvoiceId) throw new Error('The invoice is not at Stripe yet.')
  const amount = toStripeAmount(note.total)
  const there = await stripe.invoices.retrieve(stripeInvoiceId)
  const made =
    (task.attempts > 1 ? await findMade(stripe, stripeInvoiceId, note.id) : null) ??
    (await stripe.creditNotes.create(
      {
        invoice: stripeInvoiceId,
        amount,
        ...(there.status === 'paid' && { refund_amount: amount }),
        memo: `Credit note ${note.number}: ${note.reason}`.slice(0, 500),
        metadata: { [NOTE_KEY]: note.id },
      },
      { idempotencyKey: `${note.id}/create/${task.keyVersion}` },
    ))
  await db.creditNote.update({ where: { id: note.id }, data: { stripeCreditNoteId: made.id } })
  if (made.refunds.length > 0)
    await transaction((tx) =>
      recordPayment(tx, system, {
        invoiceId: note.invoiceId,
        provider: 'stripe',
        status: 'refunded',
        amount: note.total,
        reference: made.id,
        dedupeKey: `stripe/${made.id}`,
      }),
    )
  await readStripeInvoice(stripe, stripeInvoiceId)
}
