import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { lockPlan, planRecord } from './lock-plan.ts'
import { PlanId } from './schema.ts'

/**
 * Deletes a plan that nobody ever subscribed to, in any version; one with subscriptions, ended ones included, is
 * `invalid_state`: their history needs it. A second call is `not_found`.
 */
export async function deletePlan(
  actor: Actor,
  input: PlanId,
): Promise<{ id: string; revision: number | null }> {
  requireSignedIn(actor)
  const { id } = parse(PlanId, input)
  return transaction(async (tx) => {
    // The lock keeps subscriptions from being made meanwhile: they hold the plan's row.
    const { product, ...plan } = await lockPlan(tx, actor, id)
    authorize(actor, 'plan:update', product.organizationId)
    const subscriptions = await tx.subscription.count({
      where: { OR: [{ plan: { seriesId: plan.seriesId } }, { nextPlanId: id }] },
    })
    if (subscriptions > 0) {
      const who = subscriptions === 1 ? 'A subscription refers' : `${subscriptions} subscriptions refer`
      throw new AppError(
        'invalid_state',
        `${who} to “${plan.name}”. Close it instead: it takes no new ones then.`,
      )
    }
    await tx.plan.delete({ where: { id } })
    const auditEntryId = await audit(tx, actor, {
      organizationId: product.organizationId,
      event: 'plan.deleted',
      object: { kind: 'plan', id, name: `${product.name} · ${plan.name}` },
      before: planRecord(plan),
    })
    if (product.status === 'draft') return { id, revision: null }
    return { id, revision: await configChange(tx, { touched: [{ kind: 'plan', id }], auditEntryId }) }
  })
}
