import type { UsageRange } from '../contract/index.ts'
import type { Queryable } from '../database.ts'
import { newPieces, type Stretch } from './pieces.ts'

/** Where a range belongs in what was taken in so far. */
export type Placement = {
  /** What of it is new, in order. */
  pieces: Stretch[]
  /** False when bytes before it never came. */
  isContiguous: boolean
}

/** Lets one batch of a gateway be taken in at a time, until the transaction ends: an older connection may still be at it. */
export async function lockGatewayUsage(client: Queryable, gatewayId: string): Promise<void> {
  await client.query({
    name: 'lock-usage',
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 7))',
    values: [gatewayId],
  })
}

export async function placeRange(
  client: Queryable,
  gatewayId: string,
  { boot, worker, segment, from, to }: UsageRange,
): Promise<Placement> {
  const { rows } = await client.query<Stretch>({
    name: 'place-range',
    text: `SELECT "from"::float8 AS "from", "to"::float8 AS "to" FROM usage_range
      WHERE "gatewayId" = $1 AND boot = $2 AND worker = $3 AND segment = $4 AND "from" < $6 AND "to" >= $5`,
    values: [gatewayId, boot, worker, segment, from, to],
  })
  return {
    pieces: newPieces({ from, to }, rows),
    isContiguous: from === 0 || rows.some((row) => row.from < from),
  }
}

/** Counts what of a boot's journal is in: its side of the equation is what the gateway says it journaled. */
export async function countReceived(
  client: Queryable,
  gatewayId: string,
  boot: string,
  records: number,
): Promise<void> {
  await client.query({
    name: 'count-received',
    text: `INSERT INTO gateway_boot AS b ("gatewayId", boot, received)
      SELECT id, $2, $3::bigint FROM gateway WHERE id = $1
      ON CONFLICT ("gatewayId", boot) DO UPDATE SET received = b.received + excluded.received`,
    values: [gatewayId, boot, records],
  })
}

export async function insertRanges(
  client: Queryable,
  gatewayId: string,
  range: UsageRange,
  pieces: (Stretch & { records: number })[],
): Promise<void> {
  await client.query({
    name: 'insert-ranges',
    text: `INSERT INTO usage_range ("gatewayId", boot, worker, segment, "from", "to", records)
      SELECT $1, $2, $3, $4, p."from", p."to", p.records
      FROM json_to_recordset($5) AS p("from" bigint, "to" bigint, records int)`,
    values: [gatewayId, range.boot, range.worker, range.segment, JSON.stringify(pieces)],
  })
}
