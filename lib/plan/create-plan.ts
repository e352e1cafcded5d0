import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { lockProduct } from '#lib/product/queries.ts'
import { checkMeters } from './check-meters.ts'
import { planNameTaken, planRecord } from './lock-plan.ts'
import { CreatePlan } from './schema.ts'
import { pricingColumn, quotaColumns, rateLimitColumns } from './to-columns.ts'

/**
 * Adds a plan to a product, after those that are there. Names are unique within the product (`conflict`); weights of
 * operations that it does not have are refused. `revision` is null while the product is a draft, which gateways do not know.
 */
export async function createPlan(
  actor: Actor,
  input: CreatePlan,
): Promise<{ id: string; revision: number | null }> {
  requireSignedIn(actor)
  const { productId, rateLimit, quota, pricing, ...wanted } = parse(CreatePlan, input)
  const id = newId('plan')
  return transaction(async (tx) => {
    const product = await lockProduct(tx, actor, productId)
    const { organizationId } = product
    authorize(actor, 'plan:update', organizationId)
    await checkMeters(tx, productId, pricing)
    const last = await tx.plan.aggregate({ where: { productId }, _max: { position: true } })
    const position = (last._max.position ?? -1) + 1
    const terms = { ...rateLimitColumns(rateLimit), ...quotaColumns(quota), ...pricingColumn(pricing) }
    const plan = await tx.plan.create({
      data: { id, productId, seriesId: id, ...wanted, ...terms, position },
    })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'plan.created',
      object: { kind: 'plan', id, name: `${product.name} · ${plan.name}` },
      after: planRecord(plan),
    })
    if (product.status === 'draft') return { id, revision: null }
    return { id, revision: await configChange(tx, { touched: [{ kind: 'plan', id }], auditEntryId }) }
  }).catch(planNameTaken(wanted.name))
}
