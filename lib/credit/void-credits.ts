import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { lockBilled } from '#lib/invoice/lock-billed.ts'
import { subscriptionName } from '#lib/subscription/change-status.ts'
import { loadSubscription } from '#lib/subscription/load-subscription.ts'
import { creditBalance } from './credit-balance.ts'
import { type CreditsGranted, VoidCredits } from './schema.ts'

/** The grant, with its subscription locked; `not_found` for another provider's. */
async function load(tx: Transaction, actor: Actor, id: string) {
  const known = await tx.creditGrant.findUnique({ where: { id }, select: { subscriptionId: true } })
  if (!known) notFound('credit', id)
  const subscription = await loadSubscription(tx, actor, 'provider', known.subscriptionId)
  return { subscription, grant: await tx.creditGrant.findUniqueOrThrow({ where: { id } }) }
}

/**
 * The provider takes back what is left of a credit. What usage took of it stays paid: the credit is then as large as that.
 * Units that gateways hold already may still pass, and are invoiced. A second call changes nothing.
 */
export async function voidCredits(actor: Actor, input: VoidCredits): Promise<CreditsGranted> {
  requireSignedIn(actor)
  const { id } = parse(VoidCredits, input)
  return transaction(async (tx) => {
    const { subscription, grant } = await load(tx, actor, id)
    const { organizationId } = subscription.plan.product
    authorize(actor, 'billing:manage', organizationId)
    const billed = await lockBilled(tx, subscription.id)
    const left = (await creditBalance(tx, billed)).get(id) ?? (grant.voidedAt ? 0n : grant.amount)
    if (left <= 0n) return { id, revision: await lastRevisionOf(tx, subscription.id) }
    const used = grant.amount - left
    const data = used > 0n ? { amount: used } : { voidedAt: new Date() }
    await tx.creditGrant.update({ where: { id }, data })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'credit.voided',
      object: { kind: 'subscription', id: subscription.id, name: subscriptionName(subscription) },
      before: { creditId: id, amount: grant.amount, left },
      after: { creditId: id, amount: used, left: 0n },
    })
    const touched = [{ kind: 'subscription' as const, id: subscription.id }]
    return { id, revision: await configChange(tx, { touched, auditEntryId, isUrgent: true }) }
  })
}
