import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { UsageRecord } from '../contract/index.ts'
import { storable } from './sum-by-hour.ts'

const COLUMNS = `id, "gatewayId", at, "durationMs", "upstreamMs", method, path, status, code, "bytesIn", "bytesOut",
  "isCut", revision, "apiId", "operationKey", "credentialId", "applicationId", "subscriptionId", "planId", "limit", units, "clockOffsetMs"`

/** Copies every record into `decision`. Fails with a unique violation when an id is there already. */
export async function copyDecisions(
  client: PoolClient,
  gatewayId: string,
  records: UsageRecord[],
): Promise<void> {
  await copy(client, 'decision', gatewayId, records)
}

/**
 * The same by way of a temporary table, for records of which some were stored before, or twice in the batch. Returns
 * those that are new, so that each request is counted once.
 */
export async function copyNewDecisions(
  client: PoolClient,
  gatewayId: string,
  records: UsageRecord[],
): Promise<UsageRecord[]> {
  await client.query(
    'CREATE TEMPORARY TABLE decision_staged (LIKE decision INCLUDING DEFAULTS) ON COMMIT DROP',
  )
  const first = [...new Map(records.toReversed().map((record) => [record.id, record])).values()].reverse()
  await copy(client, 'decision_staged', gatewayId, first)
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO decision SELECT * FROM decision_staged ON CONFLICT (id) DO NOTHING RETURNING id`,
  )
  const inserted = new Set(rows.map((row) => row.id))
  return first.filter((record) => inserted.has(record.id))
}

async function copy(
  client: PoolClient,
  table: string,
  gatewayId: string,
  records: UsageRecord[],
): Promise<void> {
  const text = records.map((record) => lineOf(gatewayId, record)).join('')
  await pipeline(Readable.from([text]), client.query(copyFrom(`COPY ${table} (${COLUMNS}) FROM STDIN`)))
}

const SPECIAL = /[\\\t\n\r\0]/

/** A value in COPY's text form. */
function cell(value: string | number | undefined): string {
  if (value === undefined) return '\\N'
  if (typeof value === 'number' || !SPECIAL.test(value)) return String(value)
  return storable(value)
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
}

function lineOf(gatewayId: string, record: UsageRecord): string {
  const cells = [
    record.id,
    gatewayId,
    new Date(record.at).toISOString(),
    record.ms,
    record.up,
    record.method,
    record.path,
    record.status,
    record.code,
    record.in,
    record.out,
    record.cut ? 't' : 'f',
    record.rev,
    record.route,
    record.op,
    record.cred,
    record.app,
    record.sub,
    record.plan,
    record.limit && JSON.stringify(record.limit),
    record.units && JSON.stringify(record.units),
    record.off,
  ]
  return `${cells.map(cell).join('\t')}\n`
}
