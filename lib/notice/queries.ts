import { subscriptionKnownTo } from '#lib/application/queries.ts'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type NoticeItem, NoticeKind, type OwnNotice } from './schema.ts'

/** The latest notices about a subscription, the newest first. For members of its provider and of its consumer. */
export async function listNotices(actor: Actor, subscriptionId: string): Promise<NoticeItem[]> {
  requireSignedIn(actor)
  const known = await db.subscription.count({ where: { id: subscriptionId, ...subscriptionKnownTo(actor) } })
  if (known === 0) notFound('subscription', subscriptionId)
  const rows = await db.notice.findMany({
    where: { subscriptionId },
    orderBy: [{ createdAt: 'desc' }, { kind: 'asc' }],
    take: 50,
  })
  return rows.map(({ kind, ...row }) => ({ ...row, kind: NoticeKind.parse(kind) }))
}

/** The latest fifty of many subscriptions, each with what it is about. */
async function readNotices(subscription: Prisma.SubscriptionWhereInput): Promise<OwnNotice[]> {
  const rows = await db.notice.findMany({
    where: { subscription },
    include: {
      subscription: {
        select: {
          application: { select: { id: true, name: true } },
          plan: { select: { name: true, product: { select: { name: true } } } },
        },
      },
    },
    orderBy: [{ createdAt: 'desc' }, { kind: 'asc' }],
    take: 50,
  })
  return rows.map(({ kind, subscription: { application, plan }, ...row }) => ({
    ...row,
    kind: NoticeKind.parse(kind),
    application,
    planName: plan.name,
    productName: plan.product.name,
  }))
}

/** The latest notices about all subscriptions of the actor's own applications, the newest first. */
export async function listOwnNotices(actor: Actor): Promise<OwnNotice[]> {
  requireSignedIn(actor)
  return readNotices({ application: { organizationId: organizationIdsOf(actor) } })
}

/** The latest notices to one customer of the organization, about all its subscriptions, the newest first. */
export async function listCustomerNotices(
  actor: Actor,
  { organizationId, consumerId }: { organizationId: string; consumerId: string },
): Promise<OwnNotice[]> {
  authorize(actor, 'billing:read', organizationId)
  return readNotices({ plan: { product: { organizationId } }, application: { organizationId: consumerId } })
}
