import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { MovementQuery, type PlanMovement } from './schema.ts'

type Row = { fromId: string | null; toId: string | null; count: number }

const readMoves = (organizationId: string, from: Date, to: Date) => db.$queryRaw<Row[]>`
  WITH terms AS (
    SELECT t."planId", t."startsAt", t."endsAt", lag(t."planId") OVER by_time AS "before",
      lead(t."id") OVER by_time AS "next"
    FROM "subscription_term" t
    JOIN "subscription" s ON s."id" = t."subscriptionId"
    JOIN "application" a ON a."id" = s."applicationId"
    JOIN "organization" o ON o."id" = a."organizationId"
    JOIN "plan" l ON l."id" = t."planId" JOIN "api_product" p ON p."id" = l."productId"
    WHERE p."organizationId" = ${organizationId} AND NOT o."isSandbox"
    WINDOW by_time AS (PARTITION BY t."subscriptionId" ORDER BY t."startsAt", t."id"))
  SELECT "fromId", "toId", count(*)::int AS "count" FROM (
    SELECT "before" AS "fromId", "planId" AS "toId", "startsAt" AS "at" FROM terms
    UNION ALL
    SELECT "planId", NULL, "endsAt" FROM terms WHERE "next" IS NULL AND "endsAt" IS NOT NULL
  ) moves
  WHERE "at" >= ${from} AND "at" < ${to} AND "fromId" IS DISTINCT FROM "toId"
  GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`

/**
 * How subscriptions moved between plans with prices, versions included: begun (`from` null), ended (`to` null) and moved,
 * the most frequent first. Sandboxes are left out.
 */
export async function listPlanMovements(actor: Actor, input: MovementQuery): Promise<PlanMovement[]> {
  requireSignedIn(actor)
  const { organizationId, from, to } = parse(MovementQuery, input)
  authorize(actor, 'billing:read', organizationId)
  const end = to ? new Date(to) : new Date()
  const start = from ? new Date(from) : new Date(Date.UTC(end.getUTCFullYear() - 1, end.getUTCMonth(), 1))
  const rows = await readMoves(organizationId, start, end)
  const ids = rows.flatMap(({ fromId, toId }) => [fromId, toId]).filter((id) => id !== null)
  const plans = await db.plan.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, version: true, product: { select: { id: true, name: true } } },
  })
  const byId = new Map(plans.map((plan) => [plan.id, plan]))
  const planOf = (id: string | null) => (id === null ? null : (byId.get(id) ?? null))
  return rows.map(({ fromId, toId, count }) => ({ from: planOf(fromId), to: planOf(toId), count }))
}
