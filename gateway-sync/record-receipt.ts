import { newId } from '#lib/core/id.ts'
import type { MessageOf } from './contract/index.ts'
import type { Queryable } from './database.ts'
import { GATEWAY_STATUS_CHANNEL } from './record-hello.ts'

/** What the check holds back now: it stays shown on every gateway until it is mended. */
export type CheckFailure = { revision: number; reason: string; resource: { kind: string; id: string } }

export type ReceiptContext = {
  leaseSeconds: number
  /** False when the checksum is not the one that belongs to the revision: then it proves nothing. */
  isGenuine: boolean
  checkFailure: CheckFailure | null
}

/**
 * Takes in a gateway's word that it enforces a revision: one receipt row, and what the gateway runs now, which may be
 * lower than before. A repeat adds no row, unless the gateway had gone back in between. A rejection of this revision or
 * an earlier one is settled by it. Returns false when the gateway is gone.
 */
export async function recordReceipt(
  client: Queryable,
  gatewayId: string,
  receipt: MessageOf<'receipt'>,
  { leaseSeconds, isGenuine, checkFailure }: ReceiptContext,
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'record-receipt',
    text: `WITH before AS (
        SELECT id, "appliedRevision" AS revision, "appliedChecksum" AS checksum FROM gateway WHERE id = $1 FOR UPDATE),
      inserted AS (
        INSERT INTO receipt (id, "gatewayId", revision, checksum, "appliedMs", "provedMs", proof, checked)
        SELECT $2, id, $3, $4, $5, $6, $7, $8 FROM before
        WHERE $9 AND NOT (before.revision = $3 AND before.checksum = $4 AND EXISTS (
          SELECT 1 FROM receipt r WHERE r."gatewayId" = $1 AND r.revision = $3 AND r.checksum = $4))),
      updated AS (
        UPDATE gateway g SET "appliedRevision" = $3, "appliedChecksum" = $4, "lastSeenAt" = clock_timestamp(),
          "leaseExpiresAt" = clock_timestamp() + make_interval(secs => $10),
          "rejectedRevision" = CASE WHEN is_settled THEN $11 ELSE g."rejectedRevision" END,
          "rejectedReason" = CASE WHEN is_settled THEN $12 ELSE g."rejectedReason" END,
          "rejectedResource" = CASE WHEN is_settled THEN $13 ELSE g."rejectedResource" END,
          "rejectedAt" = CASE WHEN is_settled AND $11::int IS NULL THEN NULL ELSE g."rejectedAt" END
        FROM (SELECT b.id, o."rejectedRevision" <= $3 AS is_settled FROM before b JOIN gateway o ON o.id = b.id) s
        WHERE g.id = s.id),
      went_back AS (
        INSERT INTO gateway_event (id, "gatewayId", kind, detail)
        SELECT $14, id, 'went_back', jsonb_build_object('fromRevision', revision, 'toRevision', $3::int)
        FROM before WHERE revision > $3)
      SELECT pg_notify($15, json_build_object('gatewayId', id, 'revision', $3::int)::text) FROM before`,
    values: [
      gatewayId,
      newId('rcpt'),
      receipt.revision,
      receipt.checksum,
      receipt.appliedMs,
      receipt.provedMs,
      JSON.stringify(receipt.proof),
      receipt.checked,
      isGenuine,
      leaseSeconds,
      checkFailure?.revision ?? null,
      checkFailure?.reason ?? null,
      checkFailure ? JSON.stringify(checkFailure.resource) : null,
      newId('evt'),
      GATEWAY_STATUS_CHANNEL,
    ],
  })
  return rowCount === 1
}
