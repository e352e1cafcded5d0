import { type RefusalCode, refusals } from '#gateway-sync/contract/index.ts'

/** What each worker counts, in shared doubles that only it writes: no message and no lock on the hot path. */
export const SEEN = 0
export const JOURNALED = 1
export const CONNECTIONS = 2
export const BYTES_IN = 3
export const BYTES_OUT = 4
export const JOURNAL_BYTES = 5
export const JOURNAL_FAILURES = 6
/** Segment being written, and the bytes of whole lines in it. */
export const SEGMENT = 7
export const SEGMENT_BYTES = 8
export const CUT = 9
export const RETRIES = 10
/** One for each hundred of status: 0 for none sent. */
export const STATUS_CLASS = 12
/** Sums in milliseconds, then the histogram. */
export const DURATION_SUM = 18
export const UPSTREAM_SUM = 19
export const UPSTREAM_COUNT = 20
export const DURATION_BUCKETS = 24
export const UPSTREAM_BUCKETS = 40
export const REFUSALS = 56

/** Upper bounds of the latency histograms in milliseconds; a last one holds what is above. */
export const LATENCY_BOUNDS_MS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]

export const refusalCodes = Object.keys(refusals) as RefusalCode[]
export const refusalNumber = Object.fromEntries(refusalCodes.map((code, number) => [code, number])) as Record<
  RefusalCode,
  number
>
export const COUNTERS = REFUSALS + refusalCodes.length
export const COUNTERS_BYTES = COUNTERS * 8

export type Counters = Float64Array<SharedArrayBuffer>

/** The place of a latency in its histogram. */
export function bucketOf(milliseconds: number): number {
  let bucket = 0
  while (bucket < LATENCY_BOUNDS_MS.length && milliseconds > LATENCY_BOUNDS_MS[bucket]!) bucket++
  return bucket
}
