import { subscriptionKnownTo } from '#lib/application/queries.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import {
  EVIDENCE_SAMPLE_MAX,
  type Evidence,
  type EvidenceGroup,
  EvidenceQuery,
  type EvidenceRequest,
  type EvidenceSums,
} from './schema/evidence.ts'

const HOUR_MS = 3_600_000

type Wanted = ReturnType<typeof parse<typeof EvidenceQuery>>
type Span = { from: Date; to: Date }

/** The whole hours that a query names. */
function spanOf({ from, to }: Pick<Wanted, 'from' | 'to'>): Span {
  const floor = Math.floor(Date.parse(from) / HOUR_MS) * HOUR_MS
  const ceil = Math.ceil(Date.parse(to) / HOUR_MS) * HOUR_MS
  return { from: new Date(floor), to: new Date(Math.max(floor, ceil)) }
}

async function requireKnown(actor: Actor, subscriptionId: string): Promise<void> {
  requireSignedIn(actor)
  const count = await db.subscription.count({ where: { id: subscriptionId, ...subscriptionKnownTo(actor) } })
  if (count === 0) notFound('subscription', subscriptionId)
}

/**
 * Metered units of a charge and the parts that make them up, by day, hour, gateway or operation: the parts of each answer
 * sum to it, and an answer for a part to that part. For the consumer and the provider of the subscription.
 */
export async function getEvidence(actor: Actor, input: EvidenceQuery): Promise<Evidence> {
  const wanted = parse(EvidenceQuery, input)
  await requireKnown(actor, wanted.subscriptionId)
  return readEvidence(wanted)
}

/** Up to twenty of the requests that were counted, the latest first; empty once they are too old to be kept. */
export async function listEvidenceRequests(actor: Actor, input: EvidenceQuery): Promise<EvidenceRequest[]> {
  const wanted = parse(EvidenceQuery, input)
  await requireKnown(actor, wanted.subscriptionId)
  return readEvidenceRequests(wanted)
}

const keyOf: Record<EvidenceGroup, Prisma.Sql> = {
  day: Prisma.sql`to_char(u."hour" AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
  hour: Prisma.sql`to_char(u."hour" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:00:00"Z"')`,
  gateway: Prisma.sql`u."gatewayId"`,
  operation: Prisma.sql`u."operationKey"`,
}

/**
 * As `getEvidence`, for callers that have made sure of the actor's right by an invoice. `others` are further plans that units
 * of the charge were counted by.
 */
export async function readEvidence(input: EvidenceQuery, others: readonly string[] = []): Promise<Evidence> {
  const wanted = parse(EvidenceQuery, input)
  const { subscriptionId, planId, chargeKey, gatewayId, operationKey, groupBy } = wanted
  const { from, to } = spanOf(wanted)
  const rows = await db.$queryRaw<(EvidenceSums & { key: string })[]>(Prisma.sql`
    SELECT ${keyOf[groupBy]} AS "key", sum(u."quantity")::float8 AS "quantity", sum(u."requests")::float8 AS "requests",
      sum(u."anomalies")::float8 AS "anomalies"
    FROM "usage_meter_hour" u
    WHERE u."subscriptionId" = ${subscriptionId} AND u."hour" >= ${from} AND u."hour" < ${to}
      AND u."planId" = ANY(${[planId, ...others]}::text[]) AND u."chargeKey" = ${chargeKey}
      ${gatewayId === undefined ? Prisma.empty : Prisma.sql`AND u."gatewayId" = ${gatewayId}`}
      ${operationKey === undefined ? Prisma.empty : Prisma.sql`AND u."operationKey" = ${operationKey}`}
    GROUP BY 1 ORDER BY 1`)
  const names = groupBy === 'gateway' ? await readGatewayNames(rows.map(({ key }) => key)) : new Map()
  const total = (field: keyof EvidenceSums) => rows.reduce((sum, row) => sum + row[field], 0)
  return {
    quantity: total('quantity'),
    requests: total('requests'),
    anomalies: total('anomalies'),
    from: from.toISOString(),
    to: to.toISOString(),
    groupBy,
    parts: rows.map((row) => ({ ...row, label: names.get(row.key) ?? row.key })),
  }
}

async function readGatewayNames(ids: string[]): Promise<Map<string, string>> {
  const rows = await db.gateway.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

type RequestRow = Omit<EvidenceRequest, 'gateway'> & { gatewayId: string }

/** As `listEvidenceRequests`, for callers that have made sure of the actor's right by an invoice. */
export async function readEvidenceRequests(
  input: EvidenceQuery,
  others: readonly string[] = [],
): Promise<EvidenceRequest[]> {
  const wanted = parse(EvidenceQuery, input)
  const { subscriptionId, planId, chargeKey, gatewayId, operationKey } = wanted
  const { from, to } = spanOf(wanted)
  const clock = await db.subscription.findUnique({
    where: { id: subscriptionId },
    select: { application: { select: { organization: { select: { clockOffsetMs: true } } } } },
  })
  // A test clock only moves forward: no request of the time lies further back in real time than it is ahead now.
  const ahead = Number(clock?.application.organization.clockOffsetMs ?? 0)
  const ownAt = Prisma.sql`d."at" + make_interval(secs => coalesce(d."clockOffsetMs", 0) / 1000.0)`
  const rows = await db.$queryRaw<RequestRow[]>(Prisma.sql`
    SELECT d."id", d."at", ${ownAt} AS "ownAt", d."method", d."path", d."status", d."gatewayId", d."operationKey",
      (d."units"->>${chargeKey})::float8 AS "units"
    FROM "decision" d
    WHERE d."subscriptionId" = ${subscriptionId} AND d."at" >= ${new Date(from.getTime() - ahead)} AND d."at" < ${to}
      AND ${ownAt} >= ${from} AND ${ownAt} < ${to}
      AND d."planId" = ANY(${[planId, ...others]}::text[]) AND jsonb_exists(d."units", ${chargeKey})
      ${gatewayId === undefined ? Prisma.empty : Prisma.sql`AND d."gatewayId" = ${gatewayId}`}
      ${operationKey === undefined ? Prisma.empty : Prisma.sql`AND coalesce(d."operationKey", '') = ${operationKey}`}
    ORDER BY d."at" DESC, d."id" DESC LIMIT ${EVIDENCE_SAMPLE_MAX}`)
  const names = await readGatewayNames([...new Set(rows.map((row) => row.gatewayId))])
  return rows.map(({ gatewayId: id, ...row }) => ({ ...row, gateway: { id, name: names.get(id) ?? id } }))
}
