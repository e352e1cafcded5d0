import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { lockPlan } from './lock-plan.ts'
import { PlanId } from './schema.ts'
import { requireNewest } from './superseded.ts'

/** What closing and reopening share. Gateways serve closed plans as open ones, so no revision is made. */
export async function setPlanClosed(
  actor: Actor,
  input: PlanId,
  isClosed: boolean,
): Promise<{ id: string; isClosed: boolean }> {
  requireSignedIn(actor)
  const { id } = parse(PlanId, input)
  return transaction(async (tx) => {
    const { product, ...plan } = await lockPlan(tx, actor, id)
    authorize(actor, 'plan:update', product.organizationId)
    await requireNewest(tx, plan)
    if (plan.isClosed === isClosed) return { id, isClosed }
    await tx.plan.update({ where: { id }, data: { isClosed } })
    await audit(tx, actor, {
      organizationId: product.organizationId,
      event: isClosed ? 'plan.closed' : 'plan.reopened',
      object: { kind: 'plan', id, name: `${product.name} · ${plan.name}` },
      before: { isClosed: plan.isClosed },
      after: { isClosed },
    })
    return { id, isClosed }
  })
}
