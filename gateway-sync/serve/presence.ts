import type { MessageOf } from '../contract/index.ts'
import type { Queryable } from '../database.ts'

type Entry = Pick<MessageOf<'heartbeat'>, 'seen' | 'journaled' | 'owedBytes' | 'connections'> & { id: string }

/** Collects heartbeats and writes the latest of each gateway in one statement. */
export class Presence {
  #latest = new Map<string, Entry>()

  record(gatewayId: string, { seen, journaled, owedBytes, connections }: MessageOf<'heartbeat'>): void {
    this.#latest.set(gatewayId, { id: gatewayId, seen, journaled, owedBytes, connections })
  }

  async flush(client: Queryable, leaseSeconds: number): Promise<void> {
    if (this.#latest.size === 0) return
    const entries = [...this.#latest.values()]
    this.#latest = new Map()
    await client.query({
      name: 'presence',
      text: `UPDATE gateway g SET seen = h.seen, journaled = h.journaled, "owedBytes" = h."owedBytes",
          connections = least(h.connections, 2147483647)::int, "lastSeenAt" = clock_timestamp(),
          "leaseExpiresAt" = clock_timestamp() + make_interval(secs => $2)
        FROM json_to_recordset($1) AS h(id text, seen bigint, journaled bigint, "owedBytes" bigint, connections bigint)
        WHERE g.id = h.id AND g."disconnectedAt" IS NULL`,
      values: [JSON.stringify(entries), leaseSeconds],
    })
  }
}
