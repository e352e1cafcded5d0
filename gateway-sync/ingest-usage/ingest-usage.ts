import type { Pool, PoolClient } from 'pg'
import type { MessageOf, UsageRange, UsageRecord } from '../contract/index.ts'
import { inTransaction, isUniqueViolation } from '../database.ts'
import { FrameRefused } from '../frame-refused.ts'
import { recordEvent } from '../record-event.ts'
import { addMeters, addSums, touchCredentials } from './add-usage.ts'
import { copyDecisions, copyNewDecisions } from './copy-decisions.ts'
import { type PlacedRecord, parseLines } from './parse-lines.ts'
import type { Stretch } from './pieces.ts'
import { countReceived, insertRanges, lockGatewayUsage, placeRange } from './ranges.ts'
import { sumByHour } from './sum-by-hour.ts'
import { sumByMeter } from './sum-by-meter.ts'

export type Intake = {
  /** True when nothing of it was new. */
  isDuplicate: boolean
  /** Records taken in now. */
  records: number
  /** Of the newest record; ms since the epoch. */
  newestAt: number
}

/**
 * Takes a stretch of a gateway's journal in, exactly once: ranges, decisions, sums and units in one transaction. What was taken
 * in before, under whatever cut, is left out. Bytes that never came before it are shown as an event; they may still come.
 * Throws `FrameRefused` for anything but sound records, and then nothing is stored.
 */
export async function ingestUsage(
  pool: Pool,
  gatewayId: string,
  { range, lines }: MessageOf<'usage'>,
): Promise<Intake> {
  const placed = parseLines(lines, range)
  const take = (isStaged: boolean) =>
    inTransaction(pool, 'read committed', (client) => takeIn(client, gatewayId, range, placed, isStaged))
  try {
    return await take(false)
  } catch (error) {
    // An id that is there already: the slower way, which leaves it out.
    if (!isUniqueViolation(error)) throw error
    return take(true)
  }
}

async function takeIn(
  client: PoolClient,
  gatewayId: string,
  range: UsageRange,
  placed: PlacedRecord[],
  isStaged: boolean,
): Promise<Intake> {
  await lockGatewayUsage(client, gatewayId)
  const { pieces, isContiguous } = await placeRange(client, gatewayId, range)
  if (pieces.length === 0) return { isDuplicate: true, records: 0, newestAt: 0 }
  const cut = pieces.map((piece) => ({ ...piece, records: recordsIn(placed, piece, range.to) }))
  await insertRanges(
    client,
    gatewayId,
    range,
    cut.map((piece) => ({ ...piece, records: piece.records.length })),
  )
  const found = cut.flatMap((piece) => piece.records)
  if (!isStaged) await copyDecisions(client, gatewayId, found)
  const records = isStaged ? await copyNewDecisions(client, gatewayId, found) : found
  if (records.length > 0) await addSums(client, gatewayId, sumByHour(records))
  const metered = sumByMeter(records)
  if (metered.length > 0) await addMeters(client, gatewayId, metered)
  const { boot, worker, segment, from, to } = range
  const where = { boot, worker, segment, from, to }
  if (!isContiguous) await recordEvent(client, gatewayId, 'usage_gap', where)
  if (pieces.length > 1 || pieces[0]!.from !== from || pieces[0]!.to !== to)
    await recordEvent(client, gatewayId, 'usage_recut', { ...where, pieces })
  // Presence is written to the same row, so this comes late.
  await countReceived(client, gatewayId, boot, found.length)
  await touchCredentials(client, records)
  const newestAt = records.reduce((newest, record) => Math.max(newest, record.at), 0)
  return { isDuplicate: false, records: records.length, newestAt }
}

/** The records of a piece. Throws when it was cut elsewhere than between lines: then the journal is not the same one. */
function recordsIn(placed: PlacedRecord[], piece: Stretch, end: number): UsageRecord[] {
  const isBoundary = (byte: number) => byte === end || placed.some((one) => one.from === byte)
  if (!isBoundary(piece.from) || !isBoundary(piece.to))
    throw new FrameRefused('usage: other lines than were taken in before')
  return placed.filter(({ from }) => from >= piece.from && from < piece.to).map(({ record }) => record)
}
