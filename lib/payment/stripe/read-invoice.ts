import type Stripe from 'stripe'
import { system } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { recordPayment } from '../record-payment.ts'

type News = {
  status: Stripe.Invoice['status']
  amountPaid: bigint
  /** How many attempts were made so far. */
  attempts: number
  paymentUrl: string | null
  intentId: string
  failure: string
}

/** What Stripe says of an invoice now, and of the intent by which it is paid. */
async function readNews(stripe: Stripe, stripeInvoiceId: string): Promise<News> {
  const invoice = await stripe.invoices.retrieve(stripeInvoiceId)
  const { data } = await stripe.invoicePayments.list({ invoice: stripeInvoiceId, limit: 100 })
  const payment = data.find(({ is_default }) => is_default)?.payment.payment_intent
  const intentId = typeof payment === 'string' ? payment : (payment?.id ?? '')
  const isFailed = invoice.status === 'open' && invoice.attempt_count > 0 && intentId !== ''
  const error = isFailed ? (await stripe.paymentIntents.retrieve(intentId)).last_payment_error : null
  return {
    status: invoice.status,
    amountPaid: BigInt(invoice.amount_paid),
    attempts: invoice.attempt_count,
    paymentUrl: invoice.hosted_invoice_url ?? null,
    intentId,
    failure: error ? (error.message ?? 'The payment failed.') : '',
  }
}

/**
 * Reads an invoice at Stripe and records what is new: its page, a payment, a failed attempt. The newest state wins whatever
 * the hint was and in whatever order hints come; what was recorded is not recorded again. Answers false when it is none of
 * ours.
 */
export async function readStripeInvoice(stripe: Stripe, stripeInvoiceId: string): Promise<boolean> {
  const ours = await db.invoice.findUnique({
    where: { stripeInvoiceId },
    select: {
      id: true,
      total: true,
      amountPaid: true,
      amountCredited: true,
      paymentUrl: true,
      customer: true,
    },
  })
  if (!ours) return false
  const news = await readNews(stripe, stripeInvoiceId)
  const common = { invoiceId: ours.id, provider: 'stripe' as const, reference: news.intentId }
  await transaction(async (tx) => {
    if (news.paymentUrl !== ours.paymentUrl)
      await tx.invoice.update({ where: { id: ours.id }, data: { paymentUrl: news.paymentUrl } })
    if (news.status === 'paid' && news.amountPaid > 0n)
      await recordPayment(tx, system, {
        ...common,
        status: 'succeeded',
        amount: news.amountPaid,
        paidBy: ours.customer.paymentMethod || 'Card',
        dedupeKey: `stripe/${news.intentId || stripeInvoiceId}`,
      })
    else if (news.failure)
      await recordPayment(tx, system, {
        ...common,
        status: 'failed',
        amount: ours.total - ours.amountPaid - ours.amountCredited,
        failure: news.failure,
        dedupeKey: `stripe/${news.intentId}/attempt/${news.attempts}`,
      })
  })
  return true
}
