import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { periodOf, type QuotaPeriodKind } from '#lib/core/period.ts'
import { subscriptionName } from '#lib/subscription/change-status.ts'
import { loadOfSandbox } from './load-of-sandbox.ts'
import { type SandboxChanged, SandboxObject } from './schema.ts'
import { turnClock } from './turn-clock.ts'

/** The holder of what a sandbox's test has used up: no gateway, so nobody can spend it. */
export const NOBODY = 'nobody'

/** The subscription's hard quota in the present period of its clock; `invalid_state` where gateways enforce none. */
async function quotaOf(tx: Transaction, planId: string, now: Date) {
  const plan = await tx.plan.findUniqueOrThrow({ where: { id: planId } })
  if (!plan.quotaRequests || !plan.quotaPeriod)
    throw new AppError('invalid_state', `The plan “${plan.name}” has no quota.`)
  if (plan.quotaMode === 'soft')
    throw new AppError('invalid_state', `The quota of “${plan.name}” is soft: gateways serve beyond it.`)
  return { requests: plan.quotaRequests, period: periodOf(plan.quotaPeriod as QuotaPeriodKind, now) }
}

/** Grants the whole quota to nobody, on top of what gateways hold: whatever they give back, nothing is left to grant. */
async function grantToNobody(
  tx: Transaction,
  subscriptionId: string,
  { requests, period }: { requests: number; period: string },
): Promise<boolean> {
  const key = { gatewayId: NOBODY, subscriptionId, period }
  await tx.$executeRaw`INSERT INTO "quota_period" ("subscriptionId", "period", "granted")
    VALUES (${subscriptionId}, ${period}, 0) ON CONFLICT ("subscriptionId", "period") DO NOTHING`
  await tx.$queryRaw`SELECT 1 FROM "quota_period"
    WHERE "subscriptionId" = ${subscriptionId} AND "period" = ${period} FOR UPDATE`
  const known = await tx.quotaLease.findUnique({ where: { gatewayId_subscriptionId_period: key } })
  const more = BigInt(requests) - BigInt(known?.granted ?? 0)
  if (more <= 0n) return false
  await tx.quotaLease.upsert({
    where: { gatewayId_subscriptionId_period: key },
    create: { ...key, granted: more },
    update: { granted: { increment: more } },
  })
  await tx.quotaPeriod.update({
    where: { subscriptionId_period: { subscriptionId, period } },
    data: { granted: { increment: more } },
  })
  return true
}

/**
 * Uses up a sandbox subscription's quota of the present period: all of it is granted to nobody, and its clock goes on by a
 * millisecond, at which gateways give back what they hold. The next real request is refused. A second call in the period
 * changes nothing.
 */
export async function exhaustQuota(actor: Actor, input: SandboxObject): Promise<SandboxChanged> {
  requireSignedIn(actor)
  const { id } = parse(SandboxObject, input)
  return transaction(async (tx) => {
    const { subscription, organization } = await loadOfSandbox(tx, actor, id)
    if (subscription.status !== 'active')
      throw new AppError('invalid_state', 'The subscription is not active, so it uses no quota.')
    const quota = await quotaOf(tx, subscription.planId, subscriptionNow(organization))
    const isNew = await grantToNobody(tx, id, quota)
    if (!isNew) return { id, revision: await lastRevisionOf(tx, id) }
    const touched = await turnClock(tx, organization.id, 1)
    const auditEntryId = await audit(tx, actor, {
      organizationId: organization.id,
      event: 'sandbox.quota_exhausted',
      object: { kind: 'subscription', id, name: subscriptionName(subscription) },
      after: quota,
    })
    return { id, revision: await configChange(tx, { touched, auditEntryId, isUrgent: true }) }
  })
}
