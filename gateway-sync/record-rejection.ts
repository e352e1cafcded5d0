import { newId } from '#lib/core/id.ts'
import type { MessageOf } from './contract/index.ts'
import type { Queryable } from './database.ts'
import { GATEWAY_STATUS_CHANNEL } from './record-hello.ts'
import type { CheckFailure } from './record-receipt.ts'

/** Stores that a gateway refused a revision, why, and which resource is at fault. It stays on what it ran. */
export async function recordRejection(
  client: Queryable,
  gatewayId: string,
  rejection: Omit<MessageOf<'rejection'>, 'type'>,
  kind: 'rejected' | 'unsupported' = 'rejected',
): Promise<void> {
  const { revision, reason, resource } = rejection
  await client.query({
    name: 'record-rejection',
    text: `WITH updated AS (
        UPDATE gateway SET "rejectedRevision" = $2, "rejectedReason" = $3, "rejectedResource" = $4,
          "rejectedAt" = clock_timestamp(), "lastSeenAt" = clock_timestamp()
        WHERE id = $1 RETURNING id),
      event AS (
        INSERT INTO gateway_event (id, "gatewayId", kind, detail)
        SELECT $5, id, $6, jsonb_build_object('revision', $2::int, 'reason', $3::text, 'resource', $4::jsonb) FROM updated)
      SELECT pg_notify($7, json_build_object('gatewayId', id, 'revision', $2::int)::text) FROM updated`,
    values: [
      gatewayId,
      revision,
      reason,
      resource ? JSON.stringify(resource) : null,
      newId('evt'),
      kind,
      GATEWAY_STATUS_CHANNEL,
    ],
  })
}

/** Marks a check failure by its first words, so that it can be told from a gateway's own rejection. */
const PREFIX = 'Not served'

/** In words, for the gateway's page. */
export const checkFailureReason = (resource: { kind: string; id: string }, problem: string): string =>
  `${PREFIX}: ${resource.kind} ${resource.id}: ${problem}`

/** Shows on every gateway of the environment what the check holds back; null when nothing is held back any more. */
export async function recordCheckFailure(
  client: Queryable,
  environmentId: string,
  failure: CheckFailure | null,
): Promise<void> {
  if (failure === null) {
    await client.query(
      `UPDATE gateway SET "rejectedRevision" = NULL, "rejectedReason" = NULL, "rejectedResource" = NULL,
        "rejectedAt" = NULL WHERE "environmentId" = $1 AND starts_with("rejectedReason", $2)`,
      [environmentId, PREFIX],
    )
    return
  }
  const { revision, reason, resource } = failure
  await client.query(
    `WITH marked AS (
      UPDATE gateway SET "rejectedRevision" = $2, "rejectedReason" = $3, "rejectedResource" = $4,
        "rejectedAt" = clock_timestamp() WHERE "environmentId" = $1 AND "removedAt" IS NULL RETURNING id)
     INSERT INTO gateway_event (id, "gatewayId", kind, detail)
     SELECT $5 || row_number() OVER (), id, 'check_failed',
       jsonb_build_object('revision', $2::int, 'reason', $3::text, 'resource', $4::jsonb) FROM marked`,
    [environmentId, revision, reason, JSON.stringify(resource), newId('evt')],
  )
}
