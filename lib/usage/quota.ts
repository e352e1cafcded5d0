import { subscriptionKnownTo } from '#lib/application/queries.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { periodEnd, periodOf, type QuotaPeriodKind } from '#lib/core/period.ts'
import type { QuotaUse } from './schema.ts'

type Row = {
  id: string
  limit: number | null
  period: QuotaPeriodKind | null
  used: number
  granted: number
}

/** Metered since the period's first hour, and granted in it: two index ranges a subscription. */
const select = (ids: string[], now: Date) => Prisma.sql`
  SELECT s."id", p."quotaRequests" AS "limit", p."quotaPeriod" AS "period",
    coalesce(used."count", 0)::float8 AS "used", least(coalesce(q."granted", 0), p."quotaRequests")::float8 AS "granted"
  FROM "subscription" s
  JOIN "plan" p ON p."id" = s."planId"
  LEFT JOIN "quota_period" q ON q."subscriptionId" = s."id"
    AND q."period" = CASE p."quotaPeriod" WHEN 'day' THEN ${periodOf('day', now)} ELSE ${periodOf('month', now)} END
  LEFT JOIN LATERAL (
    SELECT sum(u."requests" - u."refused") AS "count" FROM "usage_hour" u
    WHERE u."subscriptionId" = s."id"
      AND u."hour" >= date_trunc(coalesce(p."quotaPeriod", 'month'), ${now}::timestamptz AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
  ) used ON true
  WHERE s."id" = ANY(${ids}::text[])`

/** Where each subscription stands against its plan's quota; those the actor may not know of are left out. */
export async function listQuotaUse(
  actor: Actor,
  subscriptionIds: string[],
  now = new Date(),
): Promise<Map<string, QuotaUse>> {
  requireSignedIn(actor)
  const known = await db.subscription.findMany({
    where: { id: { in: subscriptionIds }, ...subscriptionKnownTo(actor) },
    select: { id: true },
  })
  const ids = known.map((row) => row.id)
  const rows = await db.$queryRaw<Row[]>(select(ids, now))
  return new Map(
    rows.map(({ id, ...row }) => [
      id,
      {
        subscriptionId: id,
        ...row,
        resetAt: row.period && row.limit !== null ? periodEnd(row.period, now) : null,
      },
    ]),
  )
}

/** Where one subscription stands against its plan's quota, this period. */
export async function getQuotaUse(actor: Actor, subscriptionId: string): Promise<QuotaUse> {
  const found = await listQuotaUse(actor, [subscriptionId])
  return found.get(subscriptionId) ?? notFound('subscription', subscriptionId)
}
