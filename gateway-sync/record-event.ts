import { newId } from '#lib/core/id.ts'
import type { Queryable } from './database.ts'

export type GatewayEventKind =
  | 'connected'
  | 'disconnected'
  | 'token_shared'
  | 'went_back'
  | 'rejected'
  | 'resync'
  | 'checksum_differs'
  | 'check_failed'
  | 'unsupported'
  | 'frame_refused'
  | 'usage_gap'
  | 'usage_recut'

/** Writes what happened on a gateway's connection, for its page in the console. A gateway that is gone has no events. */
export async function recordEvent(
  client: Queryable,
  gatewayId: string,
  kind: GatewayEventKind,
  detail: Record<string, unknown>,
): Promise<void> {
  await client.query({
    name: 'record-event',
    text: `INSERT INTO gateway_event (id, "gatewayId", kind, detail)
      SELECT $1, id, $3, $4 FROM gateway WHERE id = $2`,
    values: [newId('evt'), gatewayId, kind, JSON.stringify(detail)],
  })
}
