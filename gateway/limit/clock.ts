/**
 * Milliseconds of the machine's monotonic clock, the same in every thread of the process: a limit must not jump with
 * the wall clock, and threads must agree on what came first.
 */
const startedAt = offset()

function offset(): number {
  // The smallest of a few looks is the one that was interrupted least.
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 5; i++) {
    const mine = performance.now()
    best = Math.min(best, Number(process.hrtime.bigint()) / 1e6 - mine)
  }
  return best
}

export const monotonicMs = (): number => startedAt + performance.now()

/** The same clock for a `performance.now()` that was taken already. */
export const monotonicOf = (performanceNow: number): number => startedAt + performanceNow
