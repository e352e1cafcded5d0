import { newId } from '#lib/core/id.ts'
import type { MessageOf } from './contract/index.ts'
import type { Queryable } from './database.ts'

/** Channel on which sync tells others that a gateway's row changed; the payload is `{gatewayId, revision}`. */
export const GATEWAY_STATUS_CHANNEL = 'gateway_status'

/**
 * Stores that a gateway is connected and what it runs by its own word, which may be less than it said before.
 * `isThere` is false when the gateway has been removed in the meantime. `unprovenFrom` is the revision after which a
 * receipt for what it runs is missing (it was killed, or sync was, between the swap and the receipt); null when none is.
 */
export async function recordHello(
  client: Queryable,
  gatewayId: string,
  hello: MessageOf<'hello'>,
  leaseSeconds: number,
): Promise<{ isThere: boolean; unprovenFrom: number | null }> {
  const { rows } = await client.query<{ revision: number | null; checksum: string | null }>({
    name: 'record-hello',
    text: `WITH before AS (
        SELECT id, "appliedRevision" AS revision FROM gateway WHERE id = $1 AND "removedAt" IS NULL FOR UPDATE),
      updated AS (
        UPDATE gateway g SET "appliedRevision" = $2, "appliedChecksum" = $3, version = $4, boot = $5, workers = $6,
          "connectedAt" = clock_timestamp(), "disconnectedAt" = NULL, "lastSeenAt" = clock_timestamp(),
          "leaseExpiresAt" = clock_timestamp() + make_interval(secs => $7), connections = 0,
          seen = CASE WHEN g.boot = $5 THEN g.seen ELSE 0 END,
          journaled = CASE WHEN g.boot = $5 THEN g.journaled ELSE 0 END
        FROM before WHERE g.id = before.id),
      connected AS (
        INSERT INTO gateway_event (id, "gatewayId", kind, detail)
        SELECT $8, id, 'connected', jsonb_build_object('boot', $5::text, 'version', $4::text, 'revision', $2::int)
        FROM before),
      went_back AS (
        INSERT INTO gateway_event (id, "gatewayId", kind, detail)
        SELECT $9, id, 'went_back', jsonb_build_object('fromRevision', revision, 'toRevision', $2::int)
        FROM before WHERE revision > $2)
      SELECT last.revision, last.checksum,
        pg_notify($10, json_build_object('gatewayId', id, 'revision', $2::int)::text)
      FROM before LEFT JOIN LATERAL (
        SELECT r.revision, r.checksum FROM receipt r WHERE r."gatewayId" = $1 ORDER BY r."enforcedAt" DESC LIMIT 1
      ) last ON true`,
    values: [
      gatewayId,
      hello.revision,
      hello.checksum,
      hello.version,
      hello.boot,
      hello.workers,
      leaseSeconds,
      newId('evt'),
      newId('evt'),
      GATEWAY_STATUS_CHANNEL,
    ],
  })
  const last = rows[0]
  if (!last) return { isThere: false, unprovenFrom: null }
  const isProven = last.revision === hello.revision && last.checksum === hello.checksum
  return { isThere: true, unprovenFrom: isProven ? null : Math.min(last.revision ?? 0, hello.revision) }
}

/** Stores that a gateway's connection ended. */
export async function recordDisconnect(client: Queryable, gatewayId: string, reason: string): Promise<void> {
  await client.query({
    name: 'record-disconnect',
    text: `WITH ended AS (
        UPDATE gateway SET "disconnectedAt" = clock_timestamp(), connections = 0
        WHERE id = $1 AND "disconnectedAt" IS NULL RETURNING id, "appliedRevision"),
      event AS (
        INSERT INTO gateway_event (id, "gatewayId", kind, detail)
        SELECT $2, id, 'disconnected', jsonb_build_object('reason', $3::text) FROM ended)
      SELECT pg_notify($4, json_build_object('gatewayId', id, 'revision', "appliedRevision")::text) FROM ended`,
    values: [gatewayId, newId('evt'), reason, GATEWAY_STATUS_CHANNEL],
  })
}

/** At the start of sync nobody is connected, whatever a sync that was killed has left behind. */
export async function recordNobodyConnected(client: Queryable, environmentId: string): Promise<void> {
  await client.query(
    `UPDATE gateway SET "disconnectedAt" = coalesce("lastSeenAt", clock_timestamp()), connections = 0
     WHERE "environmentId" = $1 AND "connectedAt" IS NOT NULL AND "disconnectedAt" IS NULL`,
    [environmentId],
  )
}
