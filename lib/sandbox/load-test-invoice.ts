import { authorize, organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { type LoadedInvoice, loadInvoice } from '#lib/payment/load-invoice.ts'
import { requireSandbox } from './require-sandbox.ts'

/**
 * Loads and locks an open invoice of the actor's sandbox that is paid by transfer: no money moves for it, so the sandbox
 * itself says how a payment ends. What Stripe collects is paid and declined by Stripe's own test cards (`invalid_state`).
 */
export async function loadTestInvoice(
  tx: Transaction,
  actor: Actor,
  id: string,
): Promise<LoadedInvoice & { attempts: number }> {
  const known = await tx.invoice.findFirst({
    where: { id, customer: { consumerId: organizationIdsOf(actor) } },
    select: { customer: { select: { consumer: { select: { id: true, name: true, isSandbox: true } } } } },
  })
  if (!known) notFound('invoice', id)
  const { consumer } = known.customer
  authorize(actor, 'payment:manage', consumer.id)
  requireSandbox(consumer)
  const invoice = await loadInvoice(tx, id)
  if (invoice.paymentProvider === 'stripe')
    throw new AppError(
      'invalid_state',
      'Stripe collects this invoice. Enter one of Stripe’s test cards, which it takes or declines.',
    )
  return { ...invoice, attempts: await tx.payment.count({ where: { invoiceId: id } }) }
}
