import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { invalidField } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { subscriptionName } from '#lib/subscription/change-status.ts'
import { renewFirst } from '#lib/subscription/renew-first.ts'
import { loadPayable } from './load-payable.ts'
import { type CreditsGranted, GrantCredits } from './schema.ts'

/**
 * The provider gives credits to a subscription: usage is paid from them before anything else, in the order of priority,
 * expiry and age. Gateways ask anew at once, so who was refused at zero is served.
 */
export async function grantCredits(actor: Actor, input: GrantCredits): Promise<CreditsGranted> {
  requireSignedIn(actor)
  const { subscriptionId, expiresAt: until, ...grant } = parse(GrantCredits, input)
  await renewFirst(subscriptionId)
  return transaction(async (tx) => {
    const { subscription, billed, requireBilled } = await loadPayable(tx, actor, 'provider', subscriptionId)
    const { organizationId } = subscription.plan.product
    authorize(actor, 'billing:manage', organizationId)
    requireBilled()
    const startsAt = subscriptionNow(billed.application.organization)
    const expiresAt = until ? new Date(until) : null
    if (expiresAt && expiresAt <= startsAt) invalidField('expiresAt', 'Choose a moment that is yet to come.')
    const id = newId('crd')
    const data = { ...grant, amount: BigInt(grant.amount), startsAt, expiresAt }
    await tx.creditGrant.create({ data: { id, subscriptionId, source: 'granted', ...data } })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'credit.granted',
      object: { kind: 'subscription', id: subscriptionId, name: subscriptionName(subscription) },
      after: { creditId: id, ...data },
    })
    const touched = [{ kind: 'subscription' as const, id: subscriptionId }]
    return { id, revision: await configChange(tx, { touched, auditEntryId, isUrgent: true }) }
  })
}
