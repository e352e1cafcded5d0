import { hourOf } from '#gateway-sync/contract/billing-period.ts'
import { audit } from '#lib/core/audit.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { isAnchored } from '#lib/invoice/load-billed.ts'
import { lockBilled } from '#lib/invoice/lock-billed.ts'
import { isInTrial } from '#lib/invoice/periods.ts'
import { subscriptionName } from '#lib/subscription/change-status.ts'
import { renewFirst } from '#lib/subscription/renew-first.ts'
import { loadOfSandbox } from './load-of-sandbox.ts'
import { type SandboxChanged, SandboxObject } from './schema.ts'

/**
 * Lets the trial of a sandbox's subscription end now: set-up and first fee are invoiced, or it ends if that was ordered.
 * `invalid_state` for one that is in no trial.
 */
export async function endTrial(actor: Actor, input: SandboxObject): Promise<SandboxChanged> {
  requireSignedIn(actor)
  const { id } = parse(SandboxObject, input)
  const changed = await transaction(async (tx) => {
    const { subscription, organization } = await loadOfSandbox(tx, actor, id)
    const billed = await lockBilled(tx, id)
    if (!isAnchored(billed) || !isInTrial(billed))
      throw new AppError('invalid_state', 'The subscription is in no trial.')
    const now = subscriptionNow(organization)
    const anchorAt = new Date(hourOf(now.getTime()))
    await tx.subscription.update({
      where: { id },
      data: { anchorAt, renewsAt: anchorAt, trialEndsAt: now },
    })
    const auditEntryId = await audit(tx, actor, {
      organizationId: organization.id,
      event: 'sandbox.trial_ended',
      object: { kind: 'subscription', id, name: subscriptionName(subscription) },
      before: { trialEndsAt: billed.trialEndsAt },
      after: { trialEndsAt: now },
    })
    const touched = [{ kind: 'subscription' as const, id }]
    return { id, revision: await configChange(tx, { touched, auditEntryId }) }
  })
  await renewFirst(id)
  return changed
}
