import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import { authorize } from '#lib/core/authorize.ts'
import { clockOf, subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { periodEnd, type QuotaPeriodKind } from '#lib/core/period.ts'
import { DUNNING_DEFAULTS, dunningSchedule } from '#lib/dunning/schema/schedule.ts'
import type { AheadEvent } from './schema.ts'

/** Ends of periods and trials, and quotas that start anew. */
async function ofSubscriptions(organizationId: string, now: Date): Promise<AheadEvent[]> {
  const rows = await db.subscription.findMany({
    where: { application: { organizationId }, status: LIVE_SUBSCRIPTION },
    select: {
      id: true,
      anchorAt: true,
      renewsAt: true,
      isCancelling: true,
      plan: { select: { name: true, quotaPeriod: true, product: { select: { name: true } } } },
    },
  })
  return rows.flatMap(({ id, anchorAt, renewsAt, isCancelling, plan }): AheadEvent[] => {
    const object = { id, name: `${plan.product.name}, ${plan.name}` }
    const isTrial = anchorAt !== null && renewsAt !== null && renewsAt <= anchorAt
    const kind = isCancelling ? 'ends' : isTrial ? 'trial_end' : 'period_end'
    const reset = plan.quotaPeriod && periodEnd(plan.quotaPeriod as QuotaPeriodKind, now)
    return [
      ...(renewsAt ? [{ kind, at: renewsAt, object } as const] : []),
      ...(reset ? [{ kind: 'quota_reset', at: reset, object } as const] : []),
    ]
  })
}

async function ofKeys(organizationId: string): Promise<AheadEvent[]> {
  const rows = await db.credential.findMany({
    where: { application: { organizationId }, revokedAt: null, expiresAt: { not: null } },
    select: { id: true, name: true, expiresAt: true },
  })
  return rows.map(({ expiresAt, ...object }) => ({ kind: 'key_expires', at: expiresAt!, object }))
}

/** Due dates, and the steps that follow while nobody pays. */
async function ofInvoices(consumerId: string): Promise<AheadEvent[]> {
  const rows = await db.invoice.findMany({
    where: { customer: { consumerId }, status: 'open', dueAt: { not: null } },
    select: {
      id: true,
      number: true,
      dueAt: true,
      nextDunningAt: true,
      dunningSteps: true,
      customer: { select: { organization: { select: { billingSettings: true } } } },
    },
  })
  return rows.flatMap(({ id, number, dueAt, nextDunningAt, dunningSteps, customer }): AheadEvent[] => {
    const object = { id, name: number ?? 'Invoice' }
    const schedule = dunningSchedule(customer.organization.billingSettings ?? DUNNING_DEFAULTS, dueAt!)
    const steps = nextDunningAt ? schedule.slice(dunningSteps) : []
    return [
      { kind: 'invoice_due', at: dueAt!, object },
      ...steps.map(({ kind, at }): AheadEvent => {
        return { kind: kind === 'remind' ? 'reminder' : 'suspension', at, object }
      }),
    ]
  })
}

/** What an organization's clock will bring, as far as it is known now, in its order. */
export async function listAhead(actor: Actor, organizationId: string): Promise<AheadEvent[]> {
  authorize(actor, 'billing:read', organizationId)
  const now = subscriptionNow(await clockOf(db, organizationId))
  const found = await Promise.all([
    ofSubscriptions(organizationId, now),
    ofKeys(organizationId),
    ofInvoices(organizationId),
  ])
  return found
    .flat()
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}
