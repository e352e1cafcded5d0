/**
 * "Never more than n in any interval of w", counted in at most 18 buckets. A bucket spans at most a sixteenth of the
 * window and counts whole until its *last* request has left the window, so the limit is never overshot, and after n
 * requests at once the next passes exactly one window later. All functions expect the slot's lock to be held.
 */
import {
  BUCKET_COUNT,
  BUCKET_FIRST,
  BUCKET_LAST,
  BUCKETS,
  LIVE,
  NEWEST,
  REQUESTS,
  USED,
  WINDOW_MS,
  WINDOW_PARTS,
} from './layout.ts'

export type Slots = Float64Array<SharedArrayBuffer>

/** The place of the oldest bucket; only meaningful while one lives. */
function oldest(slots: Slots, base: number): number {
  const at = slots[base + NEWEST]! - slots[base + LIVE]! + 1
  return at < 0 ? at + BUCKETS : at
}

/**
 * Lets go of what has left the window and returns the moment to count with: `now` in whole milliseconds, never before
 * a moment that another thread counted with already.
 */
export function advance(slots: Slots, base: number, now: number): number {
  let moment = Math.floor(now)
  let live = slots[base + LIVE]!
  if (live === 0) return moment
  const newest = slots[base + BUCKET_LAST + slots[base + NEWEST]!]!
  if (moment < newest) moment = newest
  const window = slots[base + WINDOW_MS]!
  while (live > 0) {
    const at = oldest(slots, base)
    if (moment - slots[base + BUCKET_LAST + at]! <= window) break
    slots[base + USED]! -= slots[base + BUCKET_COUNT + at]!
    slots[base + LIVE] = --live
  }
  return moment
}

/** True when one more request is within the limit; after `advance`. */
export const hasRoom = (slots: Slots, base: number): boolean => slots[base + USED]! < slots[base + REQUESTS]!

/** Milliseconds from `moment` until something leaves the window; 0 when it is empty. */
export function waitMs(slots: Slots, base: number, moment: number): number {
  if (slots[base + LIVE]! === 0) return 0
  const last = slots[base + BUCKET_LAST + oldest(slots, base)]!
  return last + slots[base + WINDOW_MS]! + 1 - moment
}

/** Counts one request at `moment`, which `advance` returned. */
export function count(slots: Slots, base: number, moment: number): void {
  const live = slots[base + LIVE]!
  let at = slots[base + NEWEST]!
  const isOpen =
    live > 0 && moment - slots[base + BUCKET_FIRST + at]! <= slots[base + WINDOW_MS]! / WINDOW_PARTS
  if (!isOpen && live < BUCKETS) {
    at = at + 1 === BUCKETS ? 0 : at + 1
    slots[base + NEWEST] = at
    slots[base + LIVE] = live + 1
    slots[base + BUCKET_FIRST + at] = moment
    slots[base + BUCKET_COUNT + at] = 0
  }
  slots[base + BUCKET_LAST + at] = moment
  slots[base + BUCKET_COUNT + at]! += 1
  slots[base + USED]! += 1
}

/** Requests that were counted between two moments: `first`, `last`, how many. */
export type Span = [first: number, last: number, requests: number]

/** What is counted in the window, oldest first. */
export function spansOf(slots: Slots, base: number): Span[] {
  const spans: Span[] = []
  for (let left = slots[base + LIVE]!; left > 0; left--) {
    const at = (slots[base + NEWEST]! - left + 1 + BUCKETS) % BUCKETS
    spans.push([
      slots[base + BUCKET_FIRST + at]!,
      slots[base + BUCKET_LAST + at]!,
      slots[base + BUCKET_COUNT + at]!,
    ])
  }
  return spans
}

/** Counts a span that is not older than what is counted already. */
export function countSpan(slots: Slots, base: number, [first, last, requests]: Span): void {
  count(slots, base, first)
  const at = slots[base + NEWEST]!
  slots[base + BUCKET_LAST + at] = Math.max(last, slots[base + BUCKET_LAST + at]!)
  slots[base + BUCKET_COUNT + at]! += requests - 1
  slots[base + USED]! += requests - 1
}
