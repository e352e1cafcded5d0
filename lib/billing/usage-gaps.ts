import { db, Prisma, type Reader } from '#lib/core/db.ts'
import type { UsageGap } from './schema/usage-gap.ts'

/** No journal line is shorter: fewer owed bytes cannot hold what is missing. */
const RECORD_BYTES_MIN = 100

type GatewayRow = {
  id: string
  name: string
  boot: string | null
  since: Date
  isThere: boolean
  isSettled: boolean
  owedBytes: number
}
type BootRow = { gatewayId: string; boot: string; startedAt: Date; missing: number; isOver: boolean }
type HoleRow = { worker: number; segment: number; from: number; to: number }

/**
 * What is missing of the usage of `[startsAt, endsAt)`, in real time, by gateway: empty when every gateway that may have
 * served then has handed over all that it journaled. A gateway that was removed, that was registered later, or that never
 * connected, is not waited for.
 */
export async function listUsageGaps(startsAt: Date, endsAt: Date, reader: Reader = db): Promise<UsageGap[]> {
  const gateways = await readGateways(reader, endsAt)
  const late = gateways.filter(({ isSettled }) => !isSettled).map(lateOf)
  const byId = new Map(gateways.map((gateway) => [gateway.id, gateway]))
  const boots = await readShortBoots(reader, [...byId.keys()], startsAt, endsAt)
  const gaps: UsageGap[] = []
  for (const boot of boots) {
    const gateway = byId.get(boot.gatewayId)!
    if (isStillToCome(gateway, boot)) continue
    gaps.push(...(await gapsOf(reader, gateway, boot)))
  }
  return [...late, ...gaps]
}

const lateOf = ({ id, name, isThere, since, owedBytes }: GatewayRow): UsageGap => ({
  gatewayId: id,
  name,
  kind: isThere ? 'owes' : 'silent',
  since: since.toISOString(),
  bytes: owedBytes,
})

/** A gateway's present boot still sends what it owes; one that is over, until a later boot has sent it all. */
function isStillToCome(gateway: GatewayRow, boot: BootRow): boolean {
  if (gateway.boot === boot.boot) return boot.missing * RECORD_BYTES_MIN <= gateway.owedBytes
  return !boot.isOver
}

function readGateways(reader: Reader, endsAt: Date): Promise<GatewayRow[]> {
  return reader.$queryRaw<GatewayRow[]>(Prisma.sql`
    SELECT "id", "name", "boot", coalesce("settledAt", "createdAt") AS "since", "disconnectedAt" IS NULL AS "isThere",
      coalesce("settledAt" >= ${endsAt}, false) AS "isSettled", "owedBytes"::float8 AS "owedBytes"
    FROM "gateway"
    WHERE "removedAt" IS NULL AND "connectedAt" IS NOT NULL AND "createdAt" < ${endsAt} ORDER BY "id"`)
}

/** Boots that lived in the time and of which less is here than they journaled. */
async function readShortBoots(
  reader: Reader,
  gatewayIds: string[],
  startsAt: Date,
  endsAt: Date,
): Promise<BootRow[]> {
  if (gatewayIds.length === 0) return []
  return reader.$queryRaw<BootRow[]>(Prisma.sql`
    SELECT b."gatewayId", b."boot", b."startedAt", (b."journaled" - b."received")::float8 AS "missing",
      coalesce(g."settledAt" > b."lastSeenAt", false) AS "isOver"
    FROM "gateway_boot" b JOIN "gateway" g ON g."id" = b."gatewayId"
    WHERE b."gatewayId" = ANY(${gatewayIds}::text[]) AND b."journaled" > b."received"
      AND b."startedAt" < ${endsAt} AND b."lastSeenAt" >= ${startsAt}
    ORDER BY b."gatewayId", b."boot"`)
}

/** The holes of a boot's journal; where the end is missing no hole shows it, and the count of requests does. */
async function gapsOf(reader: Reader, { id, name }: GatewayRow, boot: BootRow): Promise<UsageGap[]> {
  const common = {
    gatewayId: id,
    name,
    kind: 'gap' as const,
    since: boot.startedAt.toISOString(),
    boot: boot.boot,
  }
  const holes = await reader.$queryRaw<HoleRow[]>(Prisma.sql`
    SELECT * FROM (
      SELECT "worker", "segment", coalesce(lag("to") OVER stream, 0)::float8 AS "from", "from"::float8 AS "to"
      FROM "usage_range" WHERE "gatewayId" = ${id} AND "boot" = ${boot.boot}
      WINDOW stream AS (PARTITION BY "worker", "segment" ORDER BY "from")) r
    WHERE r."from" < r."to" ORDER BY "worker", "segment", "from" LIMIT 100`)
  if (holes.length === 0) return [{ ...common, records: boot.missing }]
  return holes.map((hole) => ({ ...common, ...hole, bytes: hole.to - hole.from }))
}
