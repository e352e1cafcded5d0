import { z } from 'zod'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { liveCredential } from './live.ts'
import type { ApplicationConsequence, ApplicationListItem } from './schema.ts'

export { lastRevisionOf } from './last-revision.ts'
export { gatewayCount, LIVE_SUBSCRIPTION, liveCredential, utcMidnight } from './live.ts'
export { lockApplication } from './lock-application.ts'
export { getSubscriber, listSubscribers } from './subscribers.ts'
export * from './visibility.ts'

import { gatewayCount, LIVE_SUBSCRIPTION, utcMidnight } from './live.ts'

export const ListApplications = PageInput.extend({
  organizationId: z.string().max(64).optional(),
  /** Part of the name, or a whole id. */
  search: z.string().trim().max(100).optional(),
})
export type ListApplications = z.input<typeof ListApplications>

const itemSelect = {
  id: true,
  name: true,
  description: true,
  createdAt: true,
  organization: { select: { id: true, slug: true, name: true } },
} satisfies Prisma.ApplicationSelect

type Item = Prisma.ApplicationGetPayload<{ select: typeof itemSelect }>

/** Adds what is counted about each application: three grouped queries, however many there are. */
async function withCounts(items: Item[]): Promise<ApplicationListItem[]> {
  const applicationId = { in: items.map((item) => item.id) }
  const [live, used, subscriptions] = await Promise.all([
    db.credential.groupBy({
      by: 'applicationId',
      where: { applicationId, ...liveCredential() },
      _count: true,
    }),
    db.credential.groupBy({ by: 'applicationId', where: { applicationId }, _max: { lastUsedAt: true } }),
    db.subscription.groupBy({
      by: 'applicationId',
      where: { applicationId, status: LIVE_SUBSCRIPTION },
      _count: true,
    }),
  ])
  const of = <T extends { applicationId: string }>(rows: T[], id: string) =>
    rows.find((row) => row.applicationId === id)
  return items.map((item) => ({
    ...item,
    liveCredentials: of(live, item.id)?._count ?? 0,
    liveSubscriptions: of(subscriptions, item.id)?._count ?? 0,
    lastUsedAt: of(used, item.id)?._max.lastUsedAt ?? null,
  }))
}

/** The consumer's applications, newest first: of one organization, or of all that the actor belongs to. */
export async function listApplications(
  actor: Actor,
  input: ListApplications = {},
): Promise<Page<ApplicationListItem>> {
  requireSignedIn(actor)
  const { organizationId, search, ...page } = parse(ListApplications, input)
  if (organizationId) authorize(actor, 'application:read', organizationId)
  const rows = await db.application.findMany({
    where: {
      organizationId: organizationId ?? organizationIdsOf(actor),
      ...(search && { OR: [{ id: search }, { name: { contains: search, mode: 'insensitive' } }] }),
    },
    select: itemSelect,
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: await withCounts(data), nextCursor }
}

/** One of the consumer's own applications, or null. */
export async function findApplication(actor: Actor, id: string): Promise<ApplicationListItem | null> {
  requireSignedIn(actor)
  const item = await db.application.findFirst({
    where: { id, organizationId: organizationIdsOf(actor) },
    select: itemSelect,
  })
  return item ? (await withCounts([item]))[0]! : null
}

/** One of the consumer's own applications; `not_found` for anybody else's. */
export async function getApplication(actor: Actor, id: string): Promise<ApplicationListItem> {
  return (await findApplication(actor, id)) ?? notFound('application', id)
}

/** What deleting the application breaks, measured now, for the dialog that asks. */
export async function getApplicationConsequence(actor: Actor, id: string): Promise<ApplicationConsequence> {
  const application = await getApplication(actor, id)
  const [today, gateways] = await Promise.all([
    db.usageHour.aggregate({
      where: { applicationId: id, hour: { gte: utcMidnight() } },
      _sum: { requests: true },
    }),
    gatewayCount(),
  ])
  return {
    name: application.name,
    lastUsedAt: application.lastUsedAt,
    requestsToday: today._sum.requests ?? 0,
    credentials: application.liveCredentials,
    subscriptions: application.liveSubscriptions,
    gateways,
  }
}
