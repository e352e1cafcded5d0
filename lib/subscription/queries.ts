import { z } from 'zod'
import { gatewayCount, subscriptionKnownTo, utcMidnight } from '#lib/application/queries.ts'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { planOfferSelect, toPlanOffer } from '#lib/plan/queries.ts'
import {
  type SubscriptionBilling,
  type SubscriptionConsequence,
  type SubscriptionItem,
  SubscriptionStatus,
  SuspendedFor,
} from './schema.ts'

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
  /** The organization that the application belongs to. */
  consumerId: id,
})
export type ListSubscriptions = z.input<typeof ListSubscriptions>

const named = { id: true, slug: true, name: true } as const
const organization = { select: named }
const select = {
  id: true,
  status: true,
  reason: true,
  createdAt: true,
  decidedAt: true,
  suspendedFor: true,
  anchorAt: true,
  trialEndsAt: true,
  billedUntil: true,
  renewsAt: true,
  isCancelling: true,
  nextPlanId: true,
  spendCap: true,
  endedAt: true,
  application: {
    select: {
      id: true,
      name: true,
      organization: { select: { ...named, isSandbox: true, clockOffsetMs: true } },
    },
  },
  plan: {
    select: {
      ...planOfferSelect,
      supersededAt: true,
      product: { select: { id: true, name: true, slug: true, status: true, organization } },
    },
  },
} satisfies Prisma.SubscriptionSelect

type Row = Prisma.SubscriptionGetPayload<{ select: typeof select }>
type NextPlan = SubscriptionBilling['nextPlan']

function billingOf(row: Row, nextPlan: NextPlan): SubscriptionBilling | null {
  const { anchorAt, trialEndsAt, billedUntil, renewsAt, isCancelling, spendCap } = row
  if (!anchorAt || !billedUntil || !renewsAt) return null
  return {
    now: subscriptionNow(row.application.organization),
    trialEndsAt,
    isTrial: renewsAt <= anchorAt,
    periodStartsAt: billedUntil,
    renewsAt,
    isCancelling,
    nextPlan,
    spendCap,
  }
}

function toItem(row: Row, nextPlan: NextPlan): SubscriptionItem {
  const { id, reason, createdAt, decidedAt, endedAt, suspendedFor, application, plan } = row
  const { isSandbox, clockOffsetMs: _, ...consumer } = application.organization
  const status = SubscriptionStatus.parse(row.status)
  return {
    id,
    status,
    reason,
    suspendedFor: status === 'suspended' ? SuspendedFor.parse(suspendedFor ?? 'provider') : null,
    createdAt,
    decidedAt,
    endedAt,
    isSandbox,
    application: { id: application.id, name: application.name, organization: consumer },
    plan: { ...toPlanOffer(plan), supersededAt: plan.supersededAt },
    product: plan.product,
    billing: billingOf(row, nextPlan),
  }
}

/** Reads the plans that subscriptions are to move to: one statement, and none where there are none. */
async function toItems(rows: Row[]): Promise<SubscriptionItem[]> {
  const ids = rows.flatMap(({ nextPlanId }) => nextPlanId ?? [])
  const plans =
    ids.length === 0
      ? []
      : await db.plan.findMany({
          where: { id: { in: ids } },
          select: { id: true, name: true, version: true },
        })
  return rows.map((row) => toItem(row, plans.find(({ id }) => id === row.nextPlanId) ?? null))
}

/** Subscriptions of one side, newest first. */
export async function listSubscriptions(
  actor: Actor,
  input: ListSubscriptions = {},
): Promise<Page<SubscriptionItem>> {
  requireSignedIn(actor)
  const { side, organizationId, status, productId, planId, applicationId, consumerId, ...page } = parse(
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
      ...(consumerId && { AND: { application: { organizationId: consumerId } } }),
    },
    select,
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: await toItems(data), nextCursor }
}

/** One subscription that the actor has on either side, or null. */
export async function findSubscription(actor: Actor, id: string): Promise<SubscriptionItem | null> {
  requireSignedIn(actor)
  const row = await db.subscription.findFirst({ where: { id, ...subscriptionKnownTo(actor) }, select })
  return row && (await toItems([row]))[0]!
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
