import { z } from 'zod'
import { requireSignedIn } from '#lib/core/authorize.ts'
import { DEFAULT_ENVIRONMENT_ID } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import {
  type GatewayEventItem,
  type GatewayListItem,
  gatewayStatus,
  isGatewayConnected,
  unreachableSince,
} from './schema.ts'

const withEnvironment = {
  include: { environment: { select: { id: true, slug: true, name: true, revision: true } } },
} satisfies Prisma.GatewayDefaultArgs

type Row = Prisma.GatewayGetPayload<typeof withEnvironment>

/** When the first revision that each gateway lacks was committed, by gateway id. */
async function lagSinceOf(rows: Row[]): Promise<Map<string, Date>> {
  const behind = rows.filter((row) => row.appliedRevision < row.environment.revision)
  if (behind.length === 0) return new Map()
  const changes = await db.configChange.findMany({
    where: {
      OR: behind.map((row) => ({ environmentId: row.environmentId, revision: row.appliedRevision + 1 })),
    },
    select: { environmentId: true, revision: true, committedAt: true },
  })
  return new Map(
    behind.flatMap((row) => {
      const first = changes.find(
        (change) => change.environmentId === row.environmentId && change.revision === row.appliedRevision + 1,
      )
      return first ? [[row.id, first.committedAt] as const] : []
    }),
  )
}

function toItem(row: Row, lagSince: Date | null, now: Date): GatewayListItem {
  const { revision, ...environment } = row.environment
  return {
    id: row.id,
    name: row.name,
    environment,
    status: gatewayStatus(row, revision, now),
    isConnected: isGatewayConnected(row, now),
    createdAt: row.createdAt,
    connectedAt: row.connectedAt,
    lastSeenAt: row.lastSeenAt,
    unreachableSince: unreachableSince(row, now),
    version: row.version,
    workers: row.workers,
    appliedRevision: row.appliedRevision,
    revision,
    lagRevisions: Math.max(0, revision - row.appliedRevision),
    lagSince,
    leaseExpiresAt: row.leaseExpiresAt,
    isLeaseExpired: row.leaseExpiresAt !== null && row.leaseExpiresAt <= now,
    rejected:
      row.rejectedRevision === null
        ? null
        : {
            revision: row.rejectedRevision,
            reason: row.rejectedReason ?? '',
            resource: row.rejectedResource as { kind: string; id: string } | null,
            at: row.rejectedAt,
          },
    seen: Number(row.seen),
    journaled: Number(row.journaled),
    owedBytes: Number(row.owedBytes),
    connections: row.connections,
  }
}

async function read(where: Prisma.GatewayWhereInput): Promise<GatewayListItem[]> {
  const rows = await db.gateway.findMany({
    where: { removedAt: null, ...where },
    ...withEnvironment,
    orderBy: [{ name: 'asc' }],
  })
  const lagSince = await lagSinceOf(rows)
  const now = new Date()
  return rows.map((row) => toItem(row, lagSince.get(row.id) ?? null, now))
}

/** Every gateway of the installation that was not removed, by name. For anybody who is signed in. */
export async function listGateways(
  actor: Actor,
  input: { environmentId?: string } = {},
): Promise<{ data: GatewayListItem[] }> {
  requireSignedIn(actor)
  return { data: await read({ environmentId: input.environmentId }) }
}

/** One gateway; `not_found` when it was removed. */
export async function getGateway(actor: Actor, id: string): Promise<GatewayListItem> {
  requireSignedIn(actor)
  return (await read({ id }))[0] ?? notFound('gateway', id)
}

export const ListGatewayEvents = PageInput.extend({ gatewayId: z.string().max(64) })
export type ListGatewayEvents = z.input<typeof ListGatewayEvents>

/** What happened on a gateway's connection, newest first; also on one that was removed. */
export async function listGatewayEvents(
  actor: Actor,
  input: ListGatewayEvents,
): Promise<Page<GatewayEventItem>> {
  requireSignedIn(actor)
  const { gatewayId, ...page } = parse(ListGatewayEvents, input)
  if ((await db.gateway.count({ where: { id: gatewayId } })) === 0) notFound('gateway', gatewayId)
  const rows = await db.gatewayEvent.findMany({
    where: { gatewayId },
    select: { id: true, kind: true, detail: true, createdAt: true },
    ...pageArgs(page),
  })
  return toPage(
    rows.map((row) => ({ ...row, detail: (row.detail ?? {}) as Record<string, unknown> })),
    page,
  )
}

/** The environment's latest revision and lease rule. */
export async function getEnvironment(actor: Actor, id = DEFAULT_ENVIRONMENT_ID) {
  requireSignedIn(actor)
  const environment = await db.environment.findUnique({
    where: { id },
    select: {
      id: true,
      slug: true,
      name: true,
      revision: true,
      leaseSeconds: true,
      leaseOnExpiry: true,
    },
  })
  return environment ?? notFound('environment', id)
}
