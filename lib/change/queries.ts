import { applicationKnownTo, credentialKnownTo, subscriptionKnownTo } from '#lib/application/queries.ts'
import { authorize, organizationIdsOf, requireOperator, requireSignedIn } from '#lib/core/authorize.ts'
import { DEFAULT_ENVIRONMENT_ID } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { listRevisionStatuses, loadEnforcement, loadProofs, waitingReason } from '#lib/revision/queries.ts'
import { type Change, type ChangeDetail, type ChangeReceipt, ListChanges } from './schema.ts'

const withRevision = {
  include: {
    organization: { select: { id: true, slug: true, name: true } },
    configChange: { select: { revision: true, environmentId: true, isUrgent: true } },
  },
} satisfies Prisma.AuditEntryDefaultArgs

type Row = Prisma.AuditEntryGetPayload<typeof withRevision>

const record = (value: unknown) => value as Record<string, unknown> | null

const toChange = (row: Row): Omit<Change, 'status'> => ({
  id: row.id,
  at: row.createdAt,
  actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
  event: row.event,
  object: { kind: row.objectKind, id: row.objectId, name: row.objectName },
  organization: row.organization,
  before: record(row.before),
  after: record(row.after),
  requestId: row.requestId,
  revision: row.configChange?.revision ?? null,
})

/** True for an object that two organizations share and the actor stands on one side of. */
async function isShared(actor: Actor, id: string): Promise<boolean> {
  const counts = await Promise.all([
    db.subscription.count({ where: { id, ...subscriptionKnownTo(actor) } }),
    db.credential.count({ where: { id, ...credentialKnownTo(actor) } }),
    db.application.count({ where: { id, ...applicationKnownTo(actor) } }),
  ])
  return counts.some((count) => count > 0)
}

/** Which entries the actor may read: its organizations', all of a shared object, the installation's for operators. */
async function whereFor(actor: Actor, input: ReturnType<typeof parse<typeof ListChanges>>) {
  const { organizationId, isInstallation, object, objectKind, actorId, event } = input
  const filters: Prisma.AuditEntryWhereInput = { objectId: object, objectKind, actorId, event }
  if (isInstallation) {
    requireOperator(actor)
    return { ...filters, organizationId: null }
  }
  if (organizationId) authorize(actor, 'change:read', organizationId)
  if (object && (await isShared(actor, object))) return filters
  return { ...filters, organizationId: organizationId ?? organizationIdsOf(actor) }
}

async function withStatuses(actor: Actor, rows: Row[]): Promise<Change[]> {
  const revisions = rows.flatMap((row) => row.configChange?.revision ?? [])
  const statuses = await listRevisionStatuses(actor, revisions)
  return rows.map((row) => ({
    ...toChange(row),
    status: row.configChange ? (statuses.get(row.configChange.revision) ?? null) : null,
  }))
}

/** Who changed what when, newest first, each change with how far the gateways are with it. */
export async function listChanges(actor: Actor, input: ListChanges = {}): Promise<Page<Change>> {
  requireSignedIn(actor)
  const parsed = parse(ListChanges, input)
  const rows = await db.auditEntry.findMany({
    where: await whereFor(actor, parsed),
    ...withRevision,
    ...pageArgs(parsed),
  })
  const { data, nextCursor } = toPage(rows, parsed)
  return { data: await withStatuses(actor, data), nextCursor }
}

async function receiptsOf(actor: Actor, revision: number, environmentId: string): Promise<ChangeReceipt[]> {
  const gateways = (await loadEnforcement(environmentId, [revision])).get(revision)?.gateways ?? []
  const receiptIds = gateways.flatMap((gateway) => gateway.receiptId ?? [])
  const proofs = await loadProofs(actor, environmentId, revision, receiptIds)
  const now = new Date()
  return gateways.map((gateway) => ({
    gateway: { id: gateway.id, name: gateway.name },
    latencyMs: gateway.latencyMs,
    enforcedAt: gateway.enforcedAt,
    appliedMs: gateway.appliedMs,
    provedMs: gateway.provedMs,
    proof: (gateway.receiptId && proofs.get(gateway.receiptId)) || [],
    waiting: gateway.enforcedAt ? null : (waitingReason(gateway, now) ?? 'at work'),
  }))
}

/** One change with each gateway's receipt in milliseconds; `not_found` outside the actor's organizations. */
export async function getChange(actor: Actor, id: string): Promise<ChangeDetail> {
  requireSignedIn(actor)
  const row = await db.auditEntry.findUnique({ where: { id }, ...withRevision })
  const own = organizationIdsOf(actor)
  const isOwn = row && (row.organizationId ? !own || own.in.includes(row.organizationId) : actor.isOperator)
  if (!row || !(isOwn || (await isShared(actor, row.objectId)))) notFound('change', id)
  const change = row.configChange
  return {
    ...(await withStatuses(actor, [row]))[0]!,
    isUrgent: change?.isUrgent ?? false,
    receipts: change
      ? await receiptsOf(actor, change.revision, change.environmentId ?? DEFAULT_ENVIRONMENT_ID)
      : [],
  }
}

/** Entries that an export holds at most; the newest ones. */
export const EXPORTED_CHANGES_MAX = 10_000

/** The entries of an export, newest first. */
export async function readChanges(actor: Actor, input: ListChanges): Promise<Omit<Change, 'status'>[]> {
  requireSignedIn(actor)
  const parsed = parse(ListChanges, input)
  const rows = await db.auditEntry.findMany({
    where: await whereFor(actor, parsed),
    ...withRevision,
    orderBy: { id: 'desc' },
    take: EXPORTED_CHANGES_MAX,
  })
  return rows.map(toChange)
}
