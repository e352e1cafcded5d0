import { z } from 'zod'
import { gatewayCount, subscriptionKnownTo, utcMidnight } from '#lib/application/queries.ts'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { type SubscriptionConsequence, type SubscriptionItem, SubscriptionStatus } from './schema.ts'

const id = z.string().max(64).optional()

export const ListSubscriptions = PageInput.extend({
  /** Which side the organization stands on: it consumes (its applications), or provides (its products). */
  side: z.enum(['consumer', 'provider']).default('consumer'),
  /** Left out: all organizations that the actor belongs to. */
  organizationId: id,
  status: SubscriptionStatus.optional(),
  productId: id,
  planId: id,
  applicationId: id,
})
export type ListSubscriptions = z.input<typeof ListSubscriptions>

const organization = { select: { id: true, slug: true, name: true } }
const select = {
  id: true,
  status: true,
  reason: true,
  createdAt: true,
  decidedAt: true,
  application: { select: { id: true, name: true, organization } },
  plan: {
    select: {
      id: true,
      name: true,
      rateLimitRequests: true,
      rateLimitWindowSeconds: true,
      rateLimitBurst: true,
      quotaRequests: true,
      quotaPeriod: true,
      approval: true,
      product: { select: { id: true, name: true, slug: true, status: true, organization } },
    },
  },
} satisfies Prisma.SubscriptionSelect

function toItem(row: Prisma.SubscriptionGetPayload<{ select: typeof select }>): SubscriptionItem {
  const {
    plan: { product, ...plan },
    ...rest
  } = row
  return { ...rest, status: SubscriptionStatus.parse(row.status), plan, product }
}

/** Subscriptions of one side, newest first. */
export async function listSubscriptions(
  actor: Actor,
  input: ListSubscriptions = {},
): Promise<Page<SubscriptionItem>> {
  requireSignedIn(actor)
  const { side, organizationId, status, productId, planId, applicationId, ...page } = parse(
    ListSubscriptions,
    input,
  )
  if (organizationId) authorize(actor, 'subscription:read', organizationId)
  const mine = organizationId ?? organizationIdsOf(actor)
  const rows = await db.subscription.findMany({
    where: {
      status,
      applicationId,
      planId,
      plan: { productId, ...(side === 'provider' && { product: { organizationId: mine } }) },
      ...(side === 'consumer' && { application: { organizationId: mine } }),
    },
    select,
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: data.map(toItem), nextCursor }
}

/** One subscription that the actor has on either side, or null. */
export async function findSubscription(actor: Actor, id: string): Promise<SubscriptionItem | null> {
  requireSignedIn(actor)
  const row = await db.subscription.findFirst({ where: { id, ...subscriptionKnownTo(actor) }, select })
  return row && toItem(row)
}

/** One subscription that the actor has on either side; else `not_found`. */
export async function getSubscription(actor: Actor, id: string): Promise<SubscriptionItem> {
  return (await findSubscription(actor, id)) ?? notFound('subscription', id)
}

/** What a suspension or cancellation breaks, measured now, for the dialog that asks. */
export async function getSubscriptionConsequence(actor: Actor, id: string): Promise<SubscriptionConsequence> {
  const subscription = await getSubscription(actor, id)
  const [today, last, gateways] = await Promise.all([
    db.usageHour.aggregate({
      where: { subscriptionId: id, hour: { gte: utcMidnight() } },
      _sum: { requests: true },
    }),
    db.decision.findFirst({
      where: { subscriptionId: id },
      orderBy: { at: 'desc' },
      select: { at: true },
    }),
    gatewayCount(),
  ])
  return {
    application: subscription.application.name,
    product: subscription.product.name,
    plan: subscription.plan.name,
    lastUsedAt: last?.at ?? null,
    requestsToday: today._sum.requests ?? 0,
    gateways,
  }
}
