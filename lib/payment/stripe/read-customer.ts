import type Stripe from 'stripe'
import { db, transaction } from '#lib/core/db.ts'
import { writeTask } from '../outbound/write-task.ts'

const words = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `Visa •••• 4242`, or the kind of another payment method. */
export const describeMethod = (method: Stripe.PaymentMethod): string =>
  method.card
    ? `${words(method.card.brand)} •••• ${method.card.last4}`
    : words(method.type.replaceAll('_', ' '))

async function methodOf(
  stripe: Stripe,
  customer: Stripe.Customer,
): Promise<{ id: string; text: string } | null> {
  const chosen = customer.invoice_settings.default_payment_method
  if (!chosen) return null
  const method = typeof chosen === 'string' ? await stripe.paymentMethods.retrieve(chosen) : chosen
  return { id: method.id, text: describeMethod(method) }
}

/**
 * Reads a customer at Stripe and records how it pays. A new payment method pays at once what is open and failed before.
 * Answers false when it is none of ours.
 */
export async function readStripeCustomer(stripe: Stripe, stripeCustomerId: string): Promise<boolean> {
  const ours = await db.customer.findUnique({ where: { stripeCustomerId } })
  if (!ours) return false
  const customer = await stripe.customers.retrieve(stripeCustomerId)
  const method = customer.deleted ? null : await methodOf(stripe, customer)
  if (method?.text === ours.paymentMethod || (!method && ours.paymentMethod === '')) return true
  await transaction(async (tx) => {
    await tx.customer.update({ where: { id: ours.id }, data: { paymentMethod: method?.text ?? '' } })
    if (!method) return
    const open = await tx.invoice.findMany({
      where: {
        customerId: ours.id,
        status: 'open',
        paymentProvider: 'stripe',
        stripeInvoiceId: { not: null },
      },
      select: { id: true },
    })
    for (const { id } of open)
      await writeTask(tx, { kind: 'stripe.pay', objectId: id, dedupeKey: `${id}/stripe.pay/${method.id}` })
  })
  return true
}

/** Makes the payment method of a completed Checkout the one that invoices are paid by. */
export async function takeOverMethod(stripe: Stripe, sessionId: string): Promise<boolean> {
  const session = await stripe.checkout.sessions.retrieve(sessionId)
  const customerId = typeof session.customer === 'string' ? session.customer : session.customer?.id
  if (!customerId || !(await db.customer.findUnique({ where: { stripeCustomerId: customerId } })))
    return false
  if (session.status !== 'complete' || !session.setup_intent) return true
  const intent =
    typeof session.setup_intent === 'string'
      ? await stripe.setupIntents.retrieve(session.setup_intent)
      : session.setup_intent
  const method = typeof intent.payment_method === 'string' ? intent.payment_method : intent.payment_method?.id
  if (!method) return true
  await stripe.customers.update(
    customerId,
    { invoice_settings: { default_payment_method: method } },
    { idempotencyKey: `${sessionId}/default` },
  )
  return readStripeCustomer(stripe, customerId)
}
