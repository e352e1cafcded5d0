import { subscriptionKnownTo } from '#lib/application/queries.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { periodEnd, type QuotaPeriodKind } from '#lib/core/period.ts'
import type { QuotaUse } from './schema.ts'

type Row = {
  id: string
  limit: number | null
  period: QuotaPeriodKind | null
  used: number
  granted: number
  /** By the consumer's clock. */
  now: Date
}

/**
 * Metered since the period's first hour, and granted in it: two index ranges a subscription. Periods are the consumer's own:
 * a sandbox's test clock may lie inside an hour that was metered before it was moved, so its use is what is metered and
 * tested away, and no more than was granted.
 */
const select = (ids: string[], now: Date) => Prisma.sql`
  SELECT s."id", p."quotaRequests" AS "limit", p."quotaPeriod" AS "period", own."now",
    CASE WHEN o."clockOffsetMs" = 0 OR p."quotaRequests" IS NULL THEN coalesce(used."count", 0)
      ELSE least(coalesce(used."count", 0) + coalesce(tested."granted", 0), coalesce(q."granted", 0), p."quotaRequests")
    END::float8 AS "used",
    least(coalesce(q."granted", 0), p."quotaRequests")::float8 AS "granted"
  FROM "subscription" s
  JOIN "plan" p ON p."id" = s."planId"
  JOIN "application" a ON a."id" = s."applicationId"
  JOIN "organization" o ON o."id" = a."organizationId"
  CROSS JOIN LATERAL (SELECT o."clockOffsetMs" * interval '1 millisecond' AS "offset") clock
  CROSS JOIN LATERAL (SELECT ${now}::timestamptz + clock."offset" AS "now") own
  LEFT JOIN "quota_period" q ON q."subscriptionId" = s."id" AND q."period" = to_char(
    own."now" AT TIME ZONE 'UTC', CASE p."quotaPeriod" WHEN 'day' THEN 'YYYY-MM-DD' ELSE 'YYYY-MM' END)
  LEFT JOIN "quota_lease" tested ON tested."subscriptionId" = s."id" AND tested."period" = q."period"
    AND tested."gatewayId" = 'nobody'
  LEFT JOIN LATERAL (
    SELECT sum(u."requests" - u."refused") AS "count" FROM "usage_hour" u
    WHERE u."subscriptionId" = s."id" AND u."hour" > date_trunc(
      coalesce(p."quotaPeriod", 'month'), own."now" AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
      - clock."offset" - interval '1 hour'
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
    rows.map(({ id, now: ownNow, ...row }) => [
      id,
      {
        subscriptionId: id,
        ...row,
        resetAt: row.period && row.limit !== null ? periodEnd(row.period, ownNow) : null,
      },
    ]),
  )
}

/** Where one subscription stands against its plan's quota, this period. */
export async function getQuotaUse(actor: Actor, subscriptionId: string): Promise<QuotaUse> {
  const found = await listQuotaUse(actor, [subscriptionId])
  return found.get(subscriptionId) ?? notFound('subscription', subscriptionId)
}
