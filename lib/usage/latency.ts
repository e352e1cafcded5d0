/**
 * Durations are kept as counts in logarithmic buckets, four to a doubling: percentiles of any set of rows come from
 * adding their counts, and are at most a tenth off. Bucket 0 holds everything up to half a millisecond.
 */
const FIRST_BOUND_MS = 0.5
const BUCKETS_PER_DOUBLING = 4
/** The last bucket begins at about a quarter of an hour and is open. */
const BUCKETS_MAX = 84

/** The bucket that a duration in milliseconds belongs to: 0 … 83. */
export function bucketOf(ms: number): number {
  if (!(ms > FIRST_BOUND_MS)) return 0
  return Math.min(BUCKETS_MAX - 1, Math.ceil(Math.log2(ms / FIRST_BOUND_MS) * BUCKETS_PER_DOUBLING - 1e-9))
}

/** The durations that a bucket holds, in milliseconds: above `from`, up to and with `to`. */
export function boundsOf(bucket: number): { from: number; to: number } {
  const bound = (index: number) => FIRST_BOUND_MS * 2 ** (index / BUCKETS_PER_DOUBLING)
  return {
    from: bucket === 0 ? 0 : bound(bucket - 1),
    to: bucket >= BUCKETS_MAX - 1 ? Number.POSITIVE_INFINITY : bound(bucket),
  }
}

/**
 * The duration in milliseconds that a share `p` (0 … 1) of the counted requests did not exceed, evenly spread inside
 * its bucket; null when nothing was counted. `counts` may be shorter than there are buckets.
 */
export function percentileOf(counts: readonly number[], p: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const wanted = Math.min(1, Math.max(0, p)) * total
  let passed = 0
  for (let bucket = 0; bucket < counts.length; bucket++) {
    const count = counts[bucket]!
    if (count > 0 && passed + count >= wanted) {
      const { from, to } = boundsOf(bucket)
      return Number.isFinite(to) ? from + (to - from) * Math.max(0, (wanted - passed) / count) : from
    }
    passed += count
  }
  return boundsOf(counts.length - 1).to
}
