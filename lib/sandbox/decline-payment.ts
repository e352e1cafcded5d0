import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { loadInvoice, openAmount } from '#lib/payment/load-invoice.ts'
import { recordPayment } from '#lib/payment/record-payment.ts'
import { requireSandbox } from './require-sandbox.ts'
import { SandboxObject } from './schema.ts'

/**
 * Lets an attempt to pay an open invoice of a sandbox fail, as a declined card does: the customer is told, and dunning goes
 * on by the test clock. What Stripe collects is declined by its own test cards (`invalid_state`).
 */
export async function declinePayment(actor: Actor, input: SandboxObject): Promise<{ id: string }> {
  requireSignedIn(actor)
  const { id } = parse(SandboxObject, input)
  return transaction(async (tx) => {
    const known = await tx.invoice.findFirst({
      where: { id, customer: { consumerId: organizationIdsOf(actor) } },
      select: { customer: { select: { consumer: { select: { id: true, name: true, isSandbox: true } } } } },
    })
    if (!known) notFound('invoice', id)
    const { consumer } = known.customer
    authorize(actor, 'payment:manage', consumer.id)
    requireSandbox(consumer)
    const invoice = await loadInvoice(tx, id)
    if (invoice.status !== 'open') throw new AppError('invalid_state', 'The invoice is not open.')
    if (invoice.paymentProvider === 'stripe')
      throw new AppError(
        'invalid_state',
        'Stripe collects this invoice. Enter a test card that Stripe declines as the payment method.',
      )
    const attempts = await tx.payment.count({ where: { invoiceId: id } })
    await recordPayment(tx, actor, {
      invoiceId: id,
      provider: 'manual',
      status: 'failed',
      amount: openAmount(invoice),
      failure: 'Your card was declined.',
      dedupeKey: `${id}/declined/${attempts + 1}`,
    })
    return { id }
  })
}
