import type { Pool } from 'pg'
import { periodOf, type QuotaPeriodKind } from '#lib/core/period.ts'
import type { MessageOf } from './contract/index.ts'
import { inTransaction, type Queryable } from './database.ts'

/** How far a gateway's clock may be from ours around the end of a period. */
export const CLOCK_DIFFERENCE_MS = 5_000

export type Grant = Pick<
  MessageOf<'quota-grant'>,
  'granted' | 'isExhausted' | 'used' | 'limit' | 'exhaustedBy'
>
export const nothing: Grant = { granted: 0, isExhausted: false, used: 0, limit: 0 }

/** The share of what remains that one gateway gets: half of its part, at least one, never more than there is. Pure. */
export function shareOf(remaining: number, gateways: number): number {
  return Math.max(0, Math.min(remaining, Math.max(1, Math.ceil(remaining / (2 * Math.max(1, gateways))))))
}

/** Quotas lie in periods of the subscription's own time; budgets besides name the charge. */
export const storedPeriod = ({ period, charge }: { period: string; charge?: string | undefined }): string =>
  charge === undefined ? period : `${period}/${charge}`

const isNow = (period: string, kind: QuotaPeriodKind, now: number): boolean =>
  [now - CLOCK_DIFFERENCE_MS, now, now + CLOCK_DIFFERENCE_MS].some(
    (at) => periodOf(kind, new Date(at)) === period,
  )

/**
 * Grants a gateway a further part of a subscription's quota. Over all gateways and grants the sum never exceeds the
 * plan's quota; a quota that was lowered below what is out already grants nothing more. Nothing is granted, and nothing
 * is exhausted, for a subscription that is not active, has no quota, or for another period than the present one.
 */
export async function grantQuota(
  pool: Pool,
  gatewayId: string,
  request: Pick<MessageOf<'quota-request'>, 'subscriptionId' | 'period' | 'ask'>,
  gateways: number,
  now = Date.now(),
): Promise<Grant> {
  const { subscriptionId, period } = request
  return inTransaction(pool, 'read committed', async (client) => {
    const quota = await findQuota(client, subscriptionId)
    if (!quota || !isNow(period, quota.period, now + quota.clockOffsetMs)) return nothing
    const out = await lockGranted(client, subscriptionId, period)
    const limit = quota.requests
    const lost = await findLostGrant(client, gatewayId, request, period)
    if (lost) return { granted: lost.granted, isExhausted: false, used: out, limit }
    const granted = shareOf(limit - out, gateways)
    const told = { ask: request.ask, granted }
    if (granted > 0) await addGrant(client, gatewayId, subscriptionId, period, granted, told)
    return { granted, isExhausted: granted === 0, used: out + granted, limit }
  })
}

type QuotaRow = { requests: number; period: QuotaPeriodKind; clockOffsetMs: number }

async function findQuota(client: Queryable, subscriptionId: string): Promise<QuotaRow | undefined> {
  const { rows } = await client.query<QuotaRow>({
    name: 'find-quota',
    text: `SELECT p."quotaRequests" AS requests, p."quotaPeriod" AS period, o."clockOffsetMs"::float8 AS "clockOffsetMs"
      FROM subscription s JOIN plan p ON p.id = s."planId" JOIN application a ON a.id = s."applicationId"
        JOIN organization o ON o.id = a."organizationId"
      WHERE s.id = $1 AND s.status = 'active' AND p."quotaRequests" IS NOT NULL AND p."quotaPeriod" IN ('day', 'month')`,
    values: [subscriptionId],
  })
  return rows[0]
}

/** What is granted so far, with the row locked: others wait here. */
export async function lockGranted(
  client: Queryable,
  subscriptionId: string,
  period: string,
): Promise<number> {
  const { rows } = await client.query<{ granted: number }>({
    name: 'lock-granted',
    text: `INSERT INTO quota_period AS q ("subscriptionId", period, granted) VALUES ($1, $2, 0)
      ON CONFLICT ("subscriptionId", period) DO UPDATE SET granted = q.granted RETURNING granted::float8`,
    values: [subscriptionId, period],
  })
  return rows[0]!.granted
}

/**
 * What a gateway was granted the last time, when it asks by the same name again: the answer did not reach it. `held` is
 * what it holds with that. The period's row is locked.
 */
export async function findLostGrant(
  client: Queryable,
  gatewayId: string,
  { subscriptionId, ask }: Pick<MessageOf<'quota-request'>, 'subscriptionId' | 'ask'>,
  period: string,
): Promise<{ granted: number; held: number } | undefined> {
  if (ask === undefined) return undefined
  const { rows } = await client.query<{ granted: number; held: number }>({
    name: 'find-lost-grant',
    text: `SELECT "lastGranted"::float8 AS granted, (granted - returned)::float8 AS held FROM quota_lease
      WHERE "gatewayId" = $1 AND "subscriptionId" = $2 AND period = $3 AND "lastAsk" = $4 AND "lastGranted" > 0`,
    values: [gatewayId, subscriptionId, period, ask],
  })
  return rows[0]
}

/** Adds to what a gateway holds, and to the sum over all; `told` is the answer. The period's row is locked. */
export async function addGrant(
  client: Queryable,
  gatewayId: string,
  subscriptionId: string,
  period: string,
  granted: number,
  told: { ask: string | undefined; granted: number },
): Promise<void> {
  await client.query({
    name: 'add-grant',
    text: `WITH period AS (
        UPDATE quota_period SET granted = granted + $4 WHERE "subscriptionId" = $2 AND period = $3)
      INSERT INTO quota_lease AS l
        ("gatewayId", "subscriptionId", period, granted, "lastAsk", "lastGranted", "updatedAt")
      VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp())
      ON CONFLICT ("gatewayId", "subscriptionId", period) DO UPDATE SET granted = l.granted + excluded.granted,
        "lastAsk" = excluded."lastAsk", "lastGranted" = excluded."lastGranted", "updatedAt" = excluded."updatedAt"`,
    values: [gatewayId, subscriptionId, period, granted, told.ask ?? null, told.granted],
  })
}
