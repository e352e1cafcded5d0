import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { VersionSubscriber } from './schema.ts'

const COUNT_MAX = 1_000

/**
 * Who may be moved from one version of a provider's plan: its live subscriptions that are not on their way to another plan,
 * the oldest first, 1,000 at most. Times are the subscription's own.
 */
export async function listVersionSubscribers(actor: Actor, planId: string): Promise<VersionSubscriber[]> {
  requireSignedIn(actor)
  const plan = await db.plan.findFirst({
    where: { id: planId, product: { organizationId: organizationIdsOf(actor) } },
    select: { product: { select: { organizationId: true } } },
  })
  if (!plan) notFound('plan', planId)
  authorize(actor, 'subscription:read', plan.product.organizationId)
  const rows = await db.subscription.findMany({
    where: { planId, status: LIVE_SUBSCRIPTION, nextPlanId: null },
    select: {
      id: true,
      renewsAt: true,
      application: { select: { name: true, organization: { select: { name: true } } } },
    },
    orderBy: { id: 'asc' },
    take: COUNT_MAX,
  })
  return rows.map(({ id, renewsAt, application }) => ({
    id,
    application: application.name,
    organization: application.organization.name,
    renewsAt,
  }))
}
