import { z } from 'zod'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import type { SubscriberListItem } from './schema.ts'

export const ListSubscribers = PageInput.extend({
  /** The providing organization; left out: all that the actor belongs to. */
  organizationId: z.string().max(64).optional(),
  productId: z.string().max(64).optional(),
  /** Part of the application's or its organization's name, or a whole id. */
  search: z.string().trim().max(100).optional(),
})
export type ListSubscribers = z.input<typeof ListSubscribers>

const selectFor = (subscription: Prisma.SubscriptionWhereInput) =>
  ({
    id: true,
    name: true,
    createdAt: true,
    organization: { select: { id: true, slug: true, name: true } },
    credentials: {
      where: { lastUsedAt: { not: null } },
      select: { lastUsedAt: true },
      orderBy: { lastUsedAt: 'desc' },
      take: 1,
    },
    subscriptions: {
      where: subscription,
      orderBy: { id: 'desc' },
      select: {
        id: true,
        status: true,
        createdAt: true,
        plan: {
          select: { id: true, name: true, product: { select: { id: true, name: true, slug: true } } },
        },
      },
    },
  }) satisfies Prisma.ApplicationSelect

function toItem({
  credentials,
  subscriptions,
  ...item
}: Prisma.ApplicationGetPayload<{ select: ReturnType<typeof selectFor> }>): SubscriberListItem {
  return {
    ...item,
    lastUsedAt: credentials[0]?.lastUsedAt ?? null,
    subscriptions: subscriptions.map(({ plan: { product, ...plan }, ...subscription }) => ({
      ...subscription,
      plan,
      product,
    })),
  }
}

/** Applications of anybody that subscribe to the provider's products, newest first, each with those subscriptions. */
export async function listSubscribers(
  actor: Actor,
  input: ListSubscribers = {},
): Promise<Page<SubscriberListItem>> {
  requireSignedIn(actor)
  const { organizationId, productId, search, ...page } = parse(ListSubscribers, input)
  if (organizationId) authorize(actor, 'subscription:read', organizationId)
  const subscription: Prisma.SubscriptionWhereInput = {
    plan: { productId, product: { organizationId: organizationId ?? organizationIdsOf(actor) } },
  }
  const contains = { contains: search, mode: 'insensitive' as const }
  const rows = await db.application.findMany({
    where: {
      subscriptions: { some: subscription },
      ...(search && { OR: [{ id: search }, { name: contains }, { organization: { name: contains } }] }),
    },
    select: selectFor(subscription),
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: data.map(toItem), nextCursor }
}

/** One application as its provider sees it; `not_found` when it subscribes to nothing of the actor's. */
export async function getSubscriber(actor: Actor, id: string): Promise<SubscriberListItem> {
  requireSignedIn(actor)
  const subscription: Prisma.SubscriptionWhereInput = {
    plan: { product: { organizationId: organizationIdsOf(actor) } },
  }
  const row = await db.application.findFirst({
    where: { id, subscriptions: { some: subscription } },
    select: selectFor(subscription),
  })
  return row ? toItem(row) : notFound('application', id)
}
