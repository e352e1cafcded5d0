import Stripe from 'stripe'
import { db } from '#lib/core/db.ts'
import type { Task } from '../outbound/run-due-tasks.ts'
import { readStripeInvoice } from './read-invoice.ts'

const idOf = (object: string | { id: string } | null): string | null =>
  typeof object === 'string' ? object : (object?.id ?? null)

/** The customer's default payment method at Stripe, or null: then the invoice waits on its page. */
async function defaultMethod(stripe: Stripe, customerId: string): Promise<string | null> {
  const customer = await stripe.customers.retrieve(customerId)
  return customer.deleted ? null : idOf(customer.invoice_settings.default_payment_method)
}

/** Lets an open invoice be paid, once a task. A declined card is no error here: what came of it is read afterwards. */
export async function payInvoice(stripe: Stripe, task: Task, invoice: Stripe.Invoice): Promise<void> {
  const method = await defaultMethod(stripe, idOf(invoice.customer)!)
  if (!method) return
  try {
    await stripe.invoices.pay(
      invoice.id,
      { payment_method: method, off_session: true },
      { idempotencyKey: `${task.id}/pay/${task.keyVersion}` },
    )
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error
  }
}

/** A further attempt to collect an overdue invoice. */
export async function payAgain(stripe: Stripe, task: Task): Promise<void> {
  const { stripeInvoiceId, status } = await db.invoice.findUniqueOrThrow({ where: { id: task.objectId } })
  if (status !== 'open') return
  if (!stripeInvoiceId) throw new Error('The invoice is not at Stripe yet.')
  const there = await stripe.invoices.retrieve(stripeInvoiceId)
  if (there.status === 'open') await payInvoice(stripe, task, there)
  await readStripeInvoice(stripe, stripeInvoiceId)
}
