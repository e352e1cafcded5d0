import type { RateLimit } from '#lib/plan/schema.ts'

// As the gateway counts: a bucket spans at most a sixteenth of the window, and counts until its last request has left.
const WINDOW_PARTS = 16
/** More calls than that are not played through: typing must not wait for it. */
const CALLS_MAX = 200_000

export type Call = { atMs: number; hasPassed: boolean; retryMs: number }
type Bucket = { firstMs: number; lastMs: number; count: number }

/**
 * Plays a caller through a rate limit, who sends `pace` requests a window, evenly, from 0 until `untilMs`, and does not
 * wait when it is refused. Null when these are too many calls to play.
 */
export function simulateCaller(limit: RateLimit, pace: number, untilMs: number): Call[] | null {
  const windowMs = limit.windowSeconds * 1000
  const count = Math.floor((pace * untilMs) / windowMs)
  if (count > CALLS_MAX) return null
  const decide = gatewayOf(limit, windowMs)
  return Array.from({ length: count }, (_, index) => decide(Math.floor((index * windowMs) / pace)))
}

/** Decides like one subscription's slot at the gateway. */
function gatewayOf({ requests, burst }: RateLimit, windowMs: number): (atMs: number) => Call {
  const buckets: Bucket[] = []
  const intervalMs = windowMs / requests
  let used = 0
  let arrivalMs = 0
  return (atMs) => {
    while (buckets[0] && atMs - buckets[0].lastMs > windowMs) used -= buckets.shift()!.count
    if (used >= requests) return { atMs, hasPassed: false, retryMs: buckets[0]!.lastMs + windowMs + 1 - atMs }
    const earlyMs = burst ? arrivalMs - atMs - (burst - 1) * intervalMs : 0
    if (earlyMs > 0) return { atMs, hasPassed: false, retryMs: earlyMs }
    const open = buckets.at(-1)
    if (open && atMs - open.firstMs <= windowMs / WINDOW_PARTS) {
      open.lastMs = atMs
      open.count += 1
    } else buckets.push({ firstMs: atMs, lastMs: atMs, count: 1 })
    used += 1
    arrivalMs = Math.max(arrivalMs, atMs) + intervalMs
    return { atMs, hasPassed: true, retryMs: 0 }
  }
}

/** `Retry-After` of a refused call, in whole seconds. */
export const retryAfterOf = (call: Call): number => Math.max(1, Math.ceil(Math.ceil(call.retryMs) / 1000))

/** What a caller meets first: how many pass, and then for how long none does. Null when nothing is refused. */
export function firstRefusal(calls: Call[]): { passed: number; call: Call } | null {
  const at = calls.findIndex((call) => !call.hasPassed)
  return at === -1 ? null : { passed: at, call: calls[at]! }
}
