import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { explanationOf, limitOf, titleOf } from './explain-decision.ts'
import { readNames } from './names.ts'
import { type Decision, type DecisionListItem, ListDecisions } from './schema.ts'
import { type DecisionRow, decisionsVisibleTo, readDecisions } from './visibility.ts'

async function toItems(rows: DecisionRow[]): Promise<DecisionListItem[]> {
  const names = await readNames(rows)
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    method: row.method,
    path: row.path,
    status: row.status,
    code: row.code,
    title: titleOf(row.code),
    durationMs: row.durationMs,
    api: row.apiId ? names.api(row.apiId) : null,
    application: row.applicationId ? names.application(row.applicationId) : null,
    gateway: names.gateway(row.gatewayId),
  }))
}

function filtersOf(input: ReturnType<typeof parse<typeof ListDecisions>>): Prisma.Sql[] {
  const { applicationId, subscriptionId, apiId, credentialId, code, isRefusedOnly, cursor } = input
  return [
    applicationId && Prisma.sql`d."applicationId" = ${applicationId}`,
    subscriptionId && Prisma.sql`d."subscriptionId" = ${subscriptionId}`,
    apiId && Prisma.sql`d."apiId" = ${apiId}`,
    credentialId && Prisma.sql`d."credentialId" = ${credentialId}`,
    code && Prisma.sql`d."code" = ${code}`,
    isRefusedOnly && Prisma.sql`d."code" IS NOT NULL`,
    cursor && Prisma.sql`(d."at", d."id") < (SELECT "at", "id" FROM "decision" WHERE "id" = ${cursor})`,
  ].filter((condition) => condition instanceof Prisma.Sql)
}

/** What gateways did with requests of the actor's applications and at its APIs, newest first. */
export async function listDecisions(
  actor: Actor,
  input: ListDecisions = {},
): Promise<Page<DecisionListItem>> {
  requireSignedIn(actor)
  const wanted = parse(ListDecisions, input)
  const conditions = [decisionsVisibleTo(actor, wanted), ...filtersOf(wanted)]
  const rows = await readDecisions(conditions, wanted.limit + 1)
  const { data, nextCursor } = toPage(rows, wanted)
  return { data: await toItems(data), nextCursor }
}

/** The plan, product, subscription and key that the request was judged by, as far as they still exist. */
async function readParties(row: DecisionRow) {
  const select = { id: true, name: true }
  const [plan, application, subscription, credential] = await Promise.all([
    row.planId &&
      db.plan.findUnique({ where: { id: row.planId }, select: { ...select, product: { select } } }),
    row.applicationId &&
      db.application.findUnique({
        where: { id: row.applicationId },
        select: { organization: { select: { ...select, slug: true } } },
      }),
    row.subscriptionId &&
      db.subscription.findUnique({
        where: { id: row.subscriptionId },
        select: { id: true, status: true },
      }),
    row.credentialId &&
      db.credential.findUnique({
        where: { id: row.credentialId },
        select: { ...select, hint: true },
      }),
  ])
  return {
    plan: plan ? { id: plan.id, name: plan.name } : null,
    product: plan ? plan.product : null,
    organization: application ? application.organization : null,
    subscription: subscription || null,
    credential: credential || null,
  }
}

/**
 * Why a gateway decided as it did: for the consumer whose key it was, the provider whose API it was, and operators when
 * no key was known. Anybody else's is `not_found`.
 */
export async function getDecision(actor: Actor, id: string): Promise<Decision> {
  requireSignedIn(actor)
  const [row] = await readDecisions([Prisma.sql`d."id" = ${id}`, decisionsVisibleTo(actor)], 1)
  if (!row) notFound('decision', id)
  const [[item], parties] = await Promise.all([toItems([row]), readParties(row)])
  return {
    ...item!,
    ...parties,
    explanation: explanationOf(row, parties.plan?.name),
    upstreamMs: row.upstreamMs,
    bytesIn: Number(row.bytesIn),
    bytesOut: Number(row.bytesOut),
    isCut: row.isCut,
    revision: row.revision,
    operationKey: row.operationKey,
    limit: limitOf(row),
  }
}

/** The first request of an application that a gateway saw (since a moment, if given), or null while none came. */
export async function findFirstCall(
  actor: Actor,
  applicationId: string,
  since?: Date,
): Promise<DecisionListItem | null> {
  requireSignedIn(actor)
  const conditions = [
    Prisma.sql`d."applicationId" = ${applicationId}`,
    decisionsVisibleTo(actor),
    ...(since ? [Prisma.sql`d."at" >= ${since}`] : []),
  ]
  const rows = await db.$queryRaw<DecisionRow[]>(Prisma.sql`
    SELECT d.* FROM "decision" d WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY d."at" LIMIT 1`)
  return (await toItems(rows))[0] ?? null
}
