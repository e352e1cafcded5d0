import { db, Prisma } from '#lib/core/db.ts'
import { isGatewayConnected, unreachableSince } from '#lib/gateway/schema.ts'

/** One gateway against one revision, as the database knows it now. */
export type GatewayEnforcement = {
  id: string
  name: string
  appliedRevision: number
  enforcedAt: Date | null
  /** Null also for a gateway that was registered after the change: it had it from the start. */
  latencyMs: number | null
  receiptId: string | null
  appliedMs: number | null
  provedMs: number | null
  isConnected: boolean
  isRejected: boolean
  rejectedReason: string | null
  unreachableSince: Date | null
  leaseExpiresAt: Date | null
  hasEverConnected: boolean
}

export type RevisionEnforcement = { revision: number; committedAt: Date; gateways: GatewayEnforcement[] }

type Row = {
  revision: number
  committedAt: Date
  id: string
  name: string
  createdAt: Date
  appliedRevision: number
  connectedAt: Date | null
  disconnectedAt: Date | null
  lastSeenAt: Date | null
  leaseExpiresAt: Date | null
  rejectedRevision: number | null
  rejectedReason: string | null
  rejectedAt: Date | null
  receiptId: string | null
  enforcedAt: Date | null
  appliedMs: number | null
  provedMs: number | null
}

/** Each revision × each gateway that must enforce it, with the first receipt that proves it, one index probe each. */
const select = (environmentId: string, revisions: number[]) => Prisma.sql`
  SELECT c."revision", c."committedAt", g."id", g."name", g."createdAt", g."appliedRevision", g."connectedAt",
    g."disconnectedAt", g."lastSeenAt", g."leaseExpiresAt", g."rejectedRevision", g."rejectedReason", g."rejectedAt",
    r."id" AS "receiptId", r."enforcedAt", r."appliedMs", r."provedMs"
  FROM "config_change" c
  LEFT JOIN "gateway" g ON g."environmentId" = c."environmentId" AND g."removedAt" IS NULL
  LEFT JOIN LATERAL (
    SELECT "id", "enforcedAt", "appliedMs", "provedMs" FROM "receipt"
    WHERE "gatewayId" = g."id" AND "enforcedAt" >= c."committedAt" AND "revision" >= c."revision"
    ORDER BY "enforcedAt" LIMIT 1
  ) r ON true
  WHERE c."environmentId" = ${environmentId} AND c."revision" = ANY(${revisions}::int[])
  ORDER BY c."revision", g."name"`

/**
 * A resource may be held back while everything else goes on: the gateway runs the revision, but not whole. Then the
 * rejection was there before the receipt, and is of this revision or of a later one that it went out with.
 */
function isHeldBack({ revision, rejectedRevision, rejectedAt, enforcedAt }: Row): boolean {
  if (rejectedRevision === null || rejectedAt === null || rejectedRevision < revision) return false
  return enforcedAt !== null && enforcedAt >= rejectedAt
}

function toGateway(row: Row, now: Date): GatewayEnforcement {
  // A receipt counts only while the gateway still runs the revision: one that came back with an older state does not.
  const isEnforced = row.appliedRevision >= row.revision && row.enforcedAt !== null && !isHeldBack(row)
  return {
    id: row.id,
    name: row.name,
    appliedRevision: row.appliedRevision,
    enforcedAt: isEnforced ? row.enforcedAt : null,
    latencyMs:
      isEnforced && row.createdAt <= row.committedAt
        ? row.enforcedAt!.getTime() - row.committedAt.getTime()
        : null,
    receiptId: isEnforced ? row.receiptId : null,
    appliedMs: isEnforced ? row.appliedMs : null,
    provedMs: isEnforced ? row.provedMs : null,
    isConnected: isGatewayConnected(row, now),
    isRejected: !isEnforced && row.rejectedRevision !== null,
    rejectedReason: isEnforced ? null : row.rejectedReason,
    unreachableSince: unreachableSince(row, now),
    leaseExpiresAt: row.leaseExpiresAt,
    hasEverConnected: row.connectedAt !== null,
  }
}

/** How far the gateways are with each of the revisions, in one query. Revisions that do not exist are left out. */
export async function loadEnforcement(
  environmentId: string,
  revisions: number[],
): Promise<Map<number, RevisionEnforcement>> {
  const found = new Map<number, RevisionEnforcement>()
  if (revisions.length === 0) return found
  const rows = await db.$queryRaw<Row[]>(select(environmentId, revisions))
  const now = new Date()
  for (const row of rows) {
    const { revision, committedAt } = row
    const entry = found.get(revision) ?? { revision, committedAt, gateways: [] }
    if (row.id !== null) entry.gateways.push(toGateway(row, now))
    found.set(revision, entry)
  }
  return found
}
