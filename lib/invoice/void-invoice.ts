import { audit } from '#lib/core/audit.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { invoiceObject, lockInvoice } from './lock-invoice.ts'
import { releaseBurns } from './release-burns.ts'
import { VoidInvoice } from './schema/changes.ts'

/**
 * Declares an open invoice void that nothing was paid or credited of: it keeps its number, and nothing is owed. What Stripe
 * collects is credited instead.
 */
export async function voidInvoice(actor: Actor, input: VoidInvoice): Promise<{ id: string; status: string }> {
  requireSignedIn(actor)
  const { id, reason } = parse(VoidInvoice, input)
  return transaction(async (tx) => {
    const invoice = await lockInvoice(tx, actor, id)
    if (invoice.status === 'void') return { id, status: 'void' }
    if (invoice.status !== 'open' || invoice.amountPaid > 0n || invoice.amountCredited > 0n)
      throw new AppError(
        'invalid_state',
        'Only an open invoice can be declared void, before anything was paid or credited. Write a credit note instead.',
      )
    if (invoice.paymentProvider === 'stripe')
      throw new AppError('invalid_state', 'Stripe collects this invoice. Write a credit note instead.')
    await tx.invoice.update({
      where: { id },
      data: { status: 'void', nextDunningAt: null, dunningStatus: 'none' },
    })
    const auditEntryId = await audit(tx, actor, {
      organizationId: invoice.organizationId,
      event: 'invoice.voided',
      object: invoiceObject(invoice),
      before: { status: invoice.status },
      after: { status: 'void', reason },
    })
    await releaseBurns(tx, invoice, auditEntryId)
    return { id, status: 'void' }
  })
}
