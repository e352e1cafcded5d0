import { z } from 'zod'
import { credentialKnownTo, gatewayCount, liveCredential, utcMidnight } from '#lib/application/queries.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import {
  type CredentialConsequence,
  type CredentialItem,
  CredentialStatus,
  credentialStatus,
  REQUESTS_COUNTED_MAX,
} from './schema.ts'

export const ListCredentials = PageInput.extend({
  applicationId: z.string().max(64).optional(),
  status: CredentialStatus.optional(),
})
export type ListCredentials = z.input<typeof ListCredentials>

const select = {
  id: true,
  name: true,
  hint: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  application: {
    select: {
      id: true,
      name: true,
      organizationId: true,
      organization: { select: { clockOffsetMs: true } },
    },
  },
} satisfies Prisma.CredentialSelect

type Row = Prisma.CredentialGetPayload<{ select: typeof select }>

const whereStatus = (status: CredentialStatus | undefined): Prisma.CredentialWhereInput => {
  if (!status) return {}
  if (status === 'revoked') return { revokedAt: { not: null } }
  return status === 'active' ? liveCredential() : { revokedAt: null, expiresAt: { lte: new Date() } }
}

/** Requests since UTC midnight by key, each counted up to `REQUESTS_COUNTED_MAX`. */
async function countToday(ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; count: number }[]>(Prisma.sql`
    SELECT c."id", t."count" FROM unnest(${ids}::text[]) AS c("id")
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "count" FROM (
        SELECT 1 FROM "decision" d WHERE d."credentialId" = c."id" AND d."at" >= ${utcMidnight()}
        LIMIT ${REQUESTS_COUNTED_MAX}
      ) AS counted
    ) t`)
  return new Map(rows.map((row) => [row.id, row.count]))
}

/** The revisions since which they are refused, by key: revoked, or a test of a sandbox let them expire. */
async function revokedRevisions(ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const entries = await db.auditEntry.findMany({
    where: {
      objectId: { in: ids },
      event: { in: ['credential.revoked', 'sandbox.credential_expired'] },
    },
    orderBy: { id: 'asc' },
    select: { objectId: true, configChange: { select: { revision: true } } },
  })
  return new Map(
    entries.flatMap(({ objectId, configChange }) =>
      configChange ? [[objectId, configChange.revision] as const] : [],
    ),
  )
}

async function toItems(rows: Row[]): Promise<CredentialItem[]> {
  const [today, revisions] = await Promise.all([
    countToday(rows.map((row) => row.id)),
    revokedRevisions(rows.filter((row) => row.revokedAt || row.expiresAt).map((row) => row.id)),
  ])
  return rows.map(({ application: { organization, ...application }, ...row }) => ({
    ...row,
    application,
    // A sandbox's keys expire by its own clock, at the gateways too.
    status: credentialStatus(row, subscriptionNow(organization)),
    requestsToday: today.get(row.id) ?? 0,
    revokedRevision: revisions.get(row.id) ?? null,
  }))
}

/**
 * Keys that the actor may know of, newest first: those of its own applications, and those of applications that its
 * products have let in. Never a secret or a digest.
 */
export async function listCredentials(
  actor: Actor,
  input: ListCredentials = {},
): Promise<Page<CredentialItem>> {
  requireSignedIn(actor)
  const { applicationId, status, ...page } = parse(ListCredentials, input)
  const rows = await db.credential.findMany({
    where: { applicationId, AND: [credentialKnownTo(actor), whereStatus(status)] },
    select,
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: await toItems(data), nextCursor }
}

/** One key that the actor may know of; else `not_found`. */
export async function getCredential(actor: Actor, id: string): Promise<CredentialItem> {
  requireSignedIn(actor)
  const row = await db.credential.findFirst({ where: { id, ...credentialKnownTo(actor) }, select })
  return row ? (await toItems([row]))[0]! : notFound('credential', id)
}

/** What revoking the key breaks, measured now, for the dialog that asks. */
export async function getCredentialConsequence(actor: Actor, id: string): Promise<CredentialConsequence> {
  const credential = await getCredential(actor, id)
  return {
    name: credential.name,
    hint: credential.hint,
    application: credential.application.name,
    lastUsedAt: credential.lastUsedAt,
    requestsToday: credential.requestsToday,
    gateways: await gatewayCount(),
  }
}
