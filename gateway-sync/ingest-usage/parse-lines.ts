import { USAGE_BATCH_BYTES_MAX, UsageRecord } from '../contract/index.ts'
import { FrameRefused } from '../frame-refused.ts'

/** One record and the byte of the segment at which its line begins. */
export type PlacedRecord = { from: number; record: UsageRecord }

// What a timestamp of a real request can be; PostgreSQL takes a narrower range than JavaScript.
const AT_MIN = Date.UTC(2020)
const AT_MAX = Date.UTC(2200)

/**
 * Reads the lines of a usage message. Throws `FrameRefused` unless they are exactly the bytes and the number of records
 * that the range names, each a whole line and a sound record.
 */
export function parseLines(
  lines: string,
  range: { from: number; to: number; records: number },
): PlacedRecord[] {
  if (range.to - range.from > USAGE_BATCH_BYTES_MAX)
    throw new FrameRefused('usage: more than a batch may carry')
  if (Buffer.byteLength(lines) !== range.to - range.from)
    throw new FrameRefused('usage: not the bytes of its range')
  if (!lines.endsWith('\n')) throw new FrameRefused('usage: the last line is not whole')
  const isAscii = lines.length === range.to - range.from
  const placed: PlacedRecord[] = []
  let from = range.from
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf('\n', start)
    const line = lines.slice(start, end)
    placed.push({ from, record: parseLine(line) })
    from += (isAscii ? line.length : Buffer.byteLength(line)) + 1
    start = end + 1
  }
  if (placed.length !== range.records) throw new FrameRefused('usage: not the number of records of its range')
  return placed
}

function parseLine(line: string): UsageRecord {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new FrameRefused('usage: a line is not JSON')
  }
  const parsed = UsageRecord.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new FrameRefused(
      `usage: not a record: ${issue.path.map(String).join('.') || 'line'}: ${issue.code}`,
    )
  }
  const { at, off = 0 } = parsed.data
  if (at < AT_MIN || at + off > AT_MAX) throw new FrameRefused('usage: a time out of range')
  return parsed.data
}
