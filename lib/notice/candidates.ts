import { db, Prisma } from '#lib/core/db.ts'
import type { Subscribed } from './tell.ts'

/** A limit can only be reached by use: who used nothing lately is not looked at. */
const LATELY_MS = 2 * 3_600_000
/** A refusal counts as new for so long. */
const REFUSED_MS = 10 * 60_000

const CODES = ['quota_exhausted', 'spend_cap_reached', 'credit_exhausted'] as const
type LimitCode = (typeof CODES)[number]

export type Candidate = Subscribed & {
  quotaRequests: number | null
  quotaPeriod: 'day' | 'month' | null
  quotaMode: 'hard' | 'soft'
  spendCap: bigint | null
  isPrepaid: boolean
  billedUntil: Date | null
  renewsAt: Date | null
  /** When gateways refused it lately, by code; real times, as text. */
  refusals: Partial<Record<LimitCode, string>> | null
  /** When a test clock was last moved, and the cap last set: what was refused before says nothing of what holds now. */
  clockMovedAt: Date | null
  capSetAt: Date | null
}

/** True when a gateway refused it with this code after all of these moments. */
export const isRefusedSince = (
  { refusals, clockMovedAt }: Candidate,
  code: LimitCode,
  since: readonly (Date | null)[],
): boolean => {
  const at = refusals?.[code]
  if (at === undefined) return false
  return [clockMovedAt, ...since].every((moment) => moment === null || moment.getTime() <= Date.parse(at))
}

/** Subscriptions that used anything lately, or whose quota a sandbox's test used up: by hour, each once. */
const lately = (now: Date) => Prisma.sql`
  SELECT DISTINCT u."subscriptionId" AS "id" FROM "usage_hour" u
    WHERE u."hour" >= ${new Date(now.getTime() - LATELY_MS)}::timestamptz AND u."subscriptionId" <> ''
  UNION SELECT l."subscriptionId" FROM "quota_lease" l
    WHERE l."gatewayId" = 'nobody' AND l."updatedAt" >= ${new Date(now.getTime() - LATELY_MS)}::timestamptz`

/** Active subscriptions that have a limit and were used lately, with what gateways refused of them. */
export function findCandidates(now: Date): Promise<Candidate[]> {
  return db.$queryRaw<Candidate[]>`
    WITH lately AS (${lately(now)})
    SELECT s."id", s."planId", p."organizationId" AS "providerId", a."organizationId" AS "consumerId",
      a."id" AS "applicationId", a."name" AS "applicationName", p."name" AS "productName", l."name" AS "planName",
      o."clockOffsetMs"::float8 AS "clockOffsetMs", l."quotaRequests", l."quotaPeriod", l."quotaMode", s."spendCap",
      coalesce(l."pricing"->>'isPrepaid', 'false') <> 'false' AS "isPrepaid", s."billedUntil", s."renewsAt",
      (SELECT json_object_agg(r."code", r."at") FROM (
        SELECT d."code", max(d."at") AS "at" FROM "decision" d
        WHERE d."subscriptionId" = s."id" AND d."at" >= ${new Date(now.getTime() - REFUSED_MS)}::timestamptz
          AND d."code" = ANY(${[...CODES]}) GROUP BY d."code") r) AS "refusals",
      (SELECT max(e."createdAt") FROM "audit_entry" e
        WHERE e."objectId" = o."id" AND e."event" = 'sandbox.clock_moved') AS "clockMovedAt",
      (SELECT max(e."createdAt") FROM "audit_entry" e
        WHERE e."objectId" = s."id" AND e."event" = 'subscription.spend_cap_set') AS "capSetAt"
    FROM lately JOIN "subscription" s ON s."id" = lately."id"
    JOIN "application" a ON a."id" = s."applicationId" JOIN "organization" o ON o."id" = a."organizationId"
    JOIN "plan" l ON l."id" = s."planId" JOIN "api_product" p ON p."id" = l."productId"
    WHERE s."status" = 'active' AND (l."quotaRequests" IS NOT NULL OR s."spendCap" IS NOT NULL
      OR coalesce(l."pricing"->>'isPrepaid', 'false') <> 'false')
    ORDER BY s."id"`
}
