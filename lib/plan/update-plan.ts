import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { lockPlan, planNameTaken, planRecord } from './lock-plan.ts'
import { UpdatePlan } from './schema.ts'
import { quotaColumns, rateLimitColumns } from './to-columns.ts'

/** What gateways know of a plan. */
const ENFORCED = [
  'name',
  'rateLimitRequests',
  'rateLimitWindowSeconds',
  'rateLimitBurst',
  'quotaRequests',
  'quotaPeriod',
] as const

/**
 * Changes a plan for its subscribers, too: new limits hold from the returned revision on. `revision` is null while the
 * product is a draft, and the plan's last one when nothing changed that gateways know.
 */
export async function updatePlan(
  actor: Actor,
  input: UpdatePlan,
): Promise<{ id: string; revision: number | null }> {
  requireSignedIn(actor)
  const { id, rateLimit, quota, ...wanted } = parse(UpdatePlan, input)
  return transaction(async (tx) => {
    const { product, ...before } = await lockPlan(tx, actor, id)
    authorize(actor, 'plan:update', product.organizationId)
    const data = { ...wanted, ...rateLimitColumns(rateLimit), ...quotaColumns(quota) }
    const after = { ...before, ...data }
    const differs = (key: keyof typeof before) => before[key] !== after[key]
    const isDraft = product.status === 'draft'
    const unchanged = async () => ({ id, revision: isDraft ? null : await lastRevisionOf(tx, id) })
    if (!(Object.keys(data) as (keyof typeof data)[]).some(differs)) return unchanged()
    await tx.plan.update({ where: { id }, data })
    const auditEntryId = await audit(tx, actor, {
      organizationId: product.organizationId,
      event: 'plan.updated',
      object: { kind: 'plan', id, name: `${product.name} · ${after.name}` },
      before: planRecord(before),
      after: planRecord(after),
    })
    if (isDraft || !ENFORCED.some(differs)) return unchanged()
    return { id, revision: await configChange(tx, { touched: [{ kind: 'plan', id }], auditEntryId }) }
  }).catch(planNameTaken(wanted.name ?? ''))
}
