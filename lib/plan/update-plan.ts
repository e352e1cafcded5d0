import { isDeepStrictEqual } from 'node:util'
import { lastRevisionOf } from '#lib/application/queries.ts'
import type { Pricing } from '#lib/billing/schema/pricing.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { checkMeters } from './check-meters.ts'
import { lockPlan, planNameTaken, planRecord } from './lock-plan.ts'
import { type PlanChanged, UpdatePlan } from './schema.ts'
import { newestOf, requireNewest } from './superseded.ts'
import { pricingColumn, quotaColumns, rateLimitColumns } from './to-columns.ts'

/** What was bought, when there was a price. */
const TERMS = [
  'rateLimitRequests',
  'rateLimitWindowSeconds',
  'rateLimitBurst',
  'quotaRequests',
  'quotaPeriod',
  'quotaMode',
  'pricing',
] as const

/** What gateways know of a plan. */
const ENFORCED = ['name', ...TERMS] as const

type Locked = Awaited<ReturnType<typeof lockPlan>>
type Columns = Omit<Locked, 'product'>
type Data = Partial<Omit<Columns, 'pricing'>> & ReturnType<typeof pricingColumn>

/** The columns as they will be read again: no price is null. */
function applied(before: Columns, data: Data): Columns {
  const { pricing, ...rest } = data
  if (pricing === undefined) return { ...before, ...rest }
  return { ...before, ...rest, pricing: 'charges' in pricing ? pricing : null }
}

/** True when somebody ever subscribed to it, or is to be moved to it: then it is a promise, and stays on record. */
async function isSold(tx: Transaction, id: string): Promise<boolean> {
  const subscription = await tx.subscription.findFirst({
    where: { OR: [{ planId: id }, { nextPlanId: id }] },
    select: { id: true },
  })
  if (subscription) return true
  return (await tx.subscriptionTerm.findFirst({ where: { planId: id }, select: { id: true } })) !== null
}

/** The next version of the series: it is offered from now on, and subscriptions stay on the old one until they are moved. */
async function makeVersion(tx: Transaction, before: Columns, after: Columns): Promise<Columns> {
  const supersededAt = new Date()
  await tx.plan.update({ where: { id: before.id }, data: { supersededAt } })
  const { createdAt: _, updatedAt: __, pricing, ...columns } = after
  const id = newId('plan')
  return tx.plan.create({
    data: { ...columns, id, version: before.version + 1, ...pricingColumn(pricing as Pricing | null) },
  })
}

/**
 * Changes a plan. New limits hold for its subscribers, too, from the returned revision on; but once there is a price, or
 * will be, and anybody ever subscribed, new terms make a new version: the answer has its id. `revision` is null while the
 * product is a draft, and the plan's last one when nothing changed that gateways know. An older version is
 * `invalid_state`, unless the newest one is so already.
 */
export async function updatePlan(actor: Actor, input: UpdatePlan): Promise<PlanChanged> {
  requireSignedIn(actor)
  const { id, rateLimit, quota, pricing, ...wanted } = parse(UpdatePlan, input)
  return transaction(async (tx) => {
    const { product, ...named } = await lockPlan(tx, actor, id)
    authorize(actor, 'plan:update', product.organizationId)
    const data = {
      ...wanted,
      ...rateLimitColumns(rateLimit),
      ...quotaColumns(quota),
      ...pricingColumn(pricing),
    }
    const before = named.supersededAt ? await newestOf(tx, named.seriesId) : named
    const after = applied(before, data)
    const differs = (key: keyof Columns) => !isDeepStrictEqual(before[key], after[key])
    const isDraft = product.status === 'draft'
    const answer = async (plan: Columns, revision?: number) => ({
      id: plan.id,
      version: plan.version,
      revision: isDraft ? null : (revision ?? (await lastRevisionOf(tx, plan.id))),
    })
    if (!(Object.keys(data) as (keyof Columns)[]).some(differs)) return answer(before)
    await requireNewest(tx, named)
    await checkMeters(tx, product.id, pricing)
    const isPriced = before.pricing !== null || after.pricing !== null
    const isVersion = isPriced && TERMS.some(differs) && (await isSold(tx, id))
    const changed = isVersion
      ? await makeVersion(tx, before, after)
      : await tx.plan.update({ where: { id }, data })
    const auditEntryId = await audit(tx, actor, {
      organizationId: product.organizationId,
      event: isVersion ? 'plan.version_created' : 'plan.updated',
      object: { kind: 'plan', id: changed.id, name: `${product.name} · ${changed.name}` },
      before: planRecord(before),
      after: planRecord(changed),
    })
    if (isDraft || !(isVersion || ENFORCED.some(differs))) return answer(changed)
    const touched = [{ kind: 'plan' as const, id: changed.id }]
    return answer(changed, await configChange(tx, { touched, auditEntryId }))
  }).catch(planNameTaken(wanted.name ?? ''))
}
