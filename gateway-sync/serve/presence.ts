import type { MessageOf } from '../contract/index.ts'
import type { Queryable } from '../database.ts'

type Entry = Omit<MessageOf<'heartbeat'>, 'type' | 'revision'> & { id: string; boot: string }

/** Collects heartbeats and writes the latest of each gateway in one statement. */
export class Presence {
  #latest = new Map<string, Entry>()

  record(gatewayId: string, boot: string, { type, revision, ...beat }: MessageOf<'heartbeat'>): void {
    this.#latest.set(gatewayId, { id: gatewayId, boot, ...beat })
  }

  async flush(client: Queryable, leaseSeconds: number): Promise<void> {
    if (this.#latest.size === 0) return
    const entries = [...this.#latest.values()]
    this.#latest = new Map()
    // What is settled never unsettles, and a gateway whose clock is ahead cannot settle what is to come.
    await client.query({
      name: 'presence',
      text: `WITH beat AS (
          SELECT * FROM json_to_recordset($1) AS h(id text, boot text, seen bigint, journaled bigint, "owedBytes" bigint,
            connections bigint, "settledAt" float8)),
        present AS (
          UPDATE gateway g SET seen = h.seen, journaled = h.journaled, "owedBytes" = h."owedBytes",
            connections = least(h.connections, 2147483647)::int, "lastSeenAt" = clock_timestamp(),
            "leaseExpiresAt" = clock_timestamp() + make_interval(secs => $2),
            "settledAt" = CASE WHEN h."settledAt" IS NULL THEN g."settledAt"
              ELSE greatest(g."settledAt", least(to_timestamp(h."settledAt" / 1000), clock_timestamp())) END
          FROM beat h WHERE g.id = h.id AND g."disconnectedAt" IS NULL RETURNING g.id)
        INSERT INTO gateway_boot AS b ("gatewayId", boot, seen, journaled)
        SELECT h.id, h.boot, h.seen, h.journaled FROM beat h JOIN present USING (id)
        ON CONFLICT ("gatewayId", boot) DO UPDATE SET seen = greatest(b.seen, excluded.seen),
          journaled = greatest(b.journaled, excluded.journaled), "lastSeenAt" = clock_timestamp()`,
      values: [JSON.stringify(entries), leaseSeconds],
    })
  }
}
