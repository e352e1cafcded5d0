import { describe, expect, it } from 'vitest'
import {
  BURST,
  FLAG_BURST,
  FLAG_RATE,
  REQUESTS,
  SLOT_CHUNK_BYTES,
  WINDOW_MS,
  WORD_FLAGS,
} from '#gateway/limit/layout.ts'
import { Limiter, PASS } from '#gateway/limit/limiter.ts'
import type { RateLimit } from '#lib/plan/schema.ts'
import { firstRefusal, retryAfterOf, simulateCaller } from './simulate-caller.ts'

/** The gateway's own limiter on the same calls. */
function playAtGateway({ requests, windowSeconds, burst }: RateLimit, times: number[]) {
  const limiter = new Limiter([new SharedArrayBuffer(SLOT_CHUNK_BYTES)])
  const slots = limiter.chunks[0]!
  slots[REQUESTS] = requests
  slots[WINDOW_MS] = windowSeconds * 1000
  slots[BURST] = burst ?? 0
  limiter.words[0]![WORD_FLAGS] = burst ? FLAG_RATE | FLAG_BURST : FLAG_RATE
  return times.map((atMs) => {
    const hasPassed = limiter.take(0, atMs, atMs) === PASS
    return { atMs, hasPassed, retryMs: hasPassed ? 0 : limiter.retryMs }
  })
}

describe('a caller played through a plan', () => {
  it.each<[RateLimit, number]>([
    [{ requests: 60, windowSeconds: 60 }, 1],
    [{ requests: 60, windowSeconds: 60 }, 3],
    [{ requests: 60, windowSeconds: 60, burst: 10 }, 3],
    [{ requests: 5, windowSeconds: 1, burst: 1 }, 10],
    [{ requests: 1000, windowSeconds: 3600 }, 1.5],
    [{ requests: 1, windowSeconds: 90 }, 3],
  ])('meets what the gateway’s limiter does: %o at %d times the limit', (limit, factor) => {
    const calls = simulateCaller(limit, limit.requests * factor, limit.windowSeconds * 3000)!
    expect(calls.length).toBe(Math.floor(limit.requests * factor * 3))
    expect(calls).toEqual(
      playAtGateway(
        limit,
        calls.map((call) => call.atMs),
      ),
    )
  })

  it('says how many pass, and when the next does', () => {
    const calls = simulateCaller({ requests: 60, windowSeconds: 60 }, 180, 120_000)!
    const first = firstRefusal(calls)!
    expect(first.passed).toBe(60)
    // The first sixteenth of the window holds 12 calls: it is over when the last of them, at 3.67 s, has left.
    expect(retryAfterOf(first.call)).toBe(44)
  })

  it('does not play what would take too long', () => {
    expect(simulateCaller({ requests: 1_000_000, windowSeconds: 60 }, 3_000_000, 120_000)).toBeNull()
  })
})
