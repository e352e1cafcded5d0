import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { closeTerm, endBilling } from '#lib/invoice/end-billing.ts'
import type { Billed } from '#lib/invoice/load-billed.ts'
import { startBilling } from '#lib/invoice/start-billing.ts'
import type { PlanChangeKind } from './schema.ts'
import { hasTrialLeft } from './trial-left.ts'

type Change = { kind: PlanChangeKind; planId: string; at: Date }

/** A subscription that is active on its plan begins to be billed, if that has a price. `at` is its own time. */
export async function beginBilling(
  tx: Transaction,
  actor: Actor,
  id: string,
  input: { organizationId: string; productId: string; at: Date },
): Promise<void> {
  const { organizationId, productId, at } = input
  const hasTrial = await hasTrialLeft(tx, organizationId, productId)
  await startBilling(tx, actor, id, { at, hasTrial })
}

/** From now on the other plan holds; what it costs of the period is prorated with the period's invoice. */
async function switchTerm(tx: Transaction, { id }: Billed, { planId, at }: Change): Promise<void> {
  await closeTerm(tx, id, at)
  await tx.subscriptionTerm.create({
    data: { id: newId('term'), subscriptionId: id, planId, startsAt: at },
  })
  await tx.subscription.update({ where: { id }, data: { planId, nextPlanId: null } })
}

/** The last usage is invoiced, and nothing is charged from now on. */
async function endAndFree(
  tx: Transaction,
  actor: Actor,
  { id }: Billed,
  { planId, at }: Change,
): Promise<void> {
  await endBilling(tx, actor, id, at)
  await tx.subscription.update({ where: { id }, data: { planId, anchorAt: null, spendCap: null } })
}

/** Writes a change of plan that `planChangeOf` decided, in the caller's transaction. The subscription is locked. */
export async function applyPlanChange(
  tx: Transaction,
  actor: Actor,
  billed: Billed,
  change: Change,
): Promise<void> {
  const { id, application, plan } = billed
  const { kind, planId, at } = change
  if (kind === 'none') return
  if (kind === 'order' || kind === 'withdraw') {
    const nextPlanId = kind === 'order' ? planId : null
    await tx.subscription.update({ where: { id }, data: { nextPlanId } })
  } else if (kind === 'switch') await switchTerm(tx, billed, change)
  else if (kind === 'end') await endAndFree(tx, actor, billed, change)
  else {
    await tx.subscription.update({ where: { id }, data: { planId } })
    const organizationId = application.organization.id
    if (kind === 'start')
      await beginBilling(tx, actor, id, { organizationId, productId: plan.product.id, at })
  }
}
