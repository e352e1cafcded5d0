import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { issueCreditsInvoice } from '#lib/invoice/fee-invoices.ts'
import { subscriptionName } from '#lib/subscription/change-status.ts'
import { renewFirst } from '#lib/subscription/renew-first.ts'
import { loadPayable } from './load-payable.ts'
import { BuyCredits, type CreditsBought } from './schema.ts'

/**
 * The consumer buys credits for a subscription on a prepaid plan: an invoice is made at once, and they can be used when it
 * is paid. Each call is a purchase of its own.
 */
export async function buyCredits(actor: Actor, input: BuyCredits): Promise<CreditsBought> {
  requireSignedIn(actor)
  const { subscriptionId, amount } = parse(BuyCredits, input)
  await renewFirst(subscriptionId)
  return transaction(async (tx) => {
    const { subscription, billed, requireBilled } = await loadPayable(tx, actor, 'consumer', subscriptionId)
    const { organizationId, id: applicationId } = subscription.application
    authorize(actor, 'payment:manage', organizationId)
    requireBilled()
    if (!billed.plans.get(billed.planId)!.pricing.isPrepaid)
      throw new AppError('invalid_state', 'The plan is not prepaid: usage is invoiced afterwards.')
    const at = subscriptionNow(billed.application.organization)
    const description = `Credits for ${subscription.application.name} (${applicationId})`
    const purchase = { amount: BigInt(amount), at, description }
    const invoiceId = await issueCreditsInvoice(tx, actor, billed, purchase)
    const id = newId('crd')
    const bought = { amount: purchase.amount, startsAt: at, invoiceId }
    await tx.creditGrant.create({ data: { id, subscriptionId, source: 'bought', ...bought } })
    await audit(tx, actor, {
      organizationId,
      event: 'credit.bought',
      object: { kind: 'subscription', id: subscriptionId, name: subscriptionName(subscription) },
      after: { creditId: id, ...bought },
    })
    return { id, invoiceId }
  })
}
