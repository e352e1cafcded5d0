import { UsageRange } from './usage.ts'

const NEWLINE = 10
/** A range takes far less. */
const HEAD_BYTES_MAX = 512

/**
 * The frame of a `usage` message, the only binary one: its range as one line of JSON, then the journal's bytes as they
 * lie on the gateway's disk. They are most of what a gateway says, and so are neither escaped nor decoded on the way.
 */
export function encodeUsage(range: UsageRange, lines: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(range)}\n`, 'latin1'), lines])
}

/** Reads such a frame; null unless it begins with a range of the contract. The lines are for the reader to check. */
export function decodeUsage(frame: Buffer): { type: 'usage'; range: UsageRange; lines: string } | null {
  const end = frame.subarray(0, HEAD_BYTES_MAX).indexOf(NEWLINE)
  if (end < 0) return null
  let head: unknown
  try {
    head = JSON.parse(frame.toString('utf8', 0, end))
  } catch {
    return null
  }
  const range = UsageRange.safeParse(head)
  return range.success ? { type: 'usage', range: range.data, lines: frame.toString('utf8', end + 1) } : null
}
