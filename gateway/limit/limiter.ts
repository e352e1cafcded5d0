import { lock, unlock } from '../memory/mutex.ts'
import {
  ARRIVAL,
  ASK_AT,
  ASKED,
  BURST,
  EXHAUSTED,
  FLAG_BURST,
  FLAG_QUOTA,
  FLAG_RATE,
  GRANTED,
  PERIOD_END,
  PERIOD_START,
  QUOTA,
  RECHECK_AT,
  REQUESTS,
  SLOT_DOUBLES,
  SLOTS_CHUNK,
  SLOTS_CHUNK_BITS,
  SPENT,
  USED,
  USED_ELSEWHERE,
  WINDOW_MS,
  WORD_FLAGS,
  WORD_LOCK,
} from './layout.ts'
import { advance, count, hasRoom, type Slots, waitMs } from './rate-window.ts'

export const PASS = 0
export const RATE_REACHED = 1
export const BURST_REACHED = 2
export const QUOTA_REACHED = 3
/** The quota has no granted part left: wait for sync, then ask again. */
export const QUOTA_WAIT = 4
export type Verdict =
  | typeof PASS
  | typeof RATE_REACHED
  | typeof BURST_REACHED
  | typeof QUOTA_REACHED
  | typeof QUOTA_WAIT

/** After a quota was found used up, sync is asked again at most so often (another gateway may have given some back). */
export const RECHECK_MS = 5_000

/**
 * Decides on requests by slots in shared memory, exactly over all threads: a slot's lock is held while all of its
 * limits are looked at and counted, so either all of them count a request or none does.
 */
export class Limiter {
  readonly chunks: Slots[] = []
  readonly words: Int32Array<SharedArrayBuffer>[] = []

  // What the last `take` saw; read at once, before the next call.
  /** Requests left in the window, this one already counted. */
  rateLeft = 0
  /** Milliseconds until the window has more room. */
  rateWaitMs = 0
  rateUsed = 0
  quotaLeft = 0
  quotaUsed = 0
  quotaResetAt = 0
  /** Milliseconds until a request of this subscription passes again, when a rate or burst refused. */
  retryMs = 0
  /** True when this call was the one that has to ask sync for a further part of the quota. */
  mustAsk = false

  constructor(chunks: SharedArrayBuffer[]) {
    this.grow(chunks)
  }

  /** Takes up slots that were added. */
  grow(chunks: SharedArrayBuffer[]): void {
    for (const chunk of chunks) {
      this.chunks.push(new Float64Array(chunk))
      this.words.push(new Int32Array(chunk))
    }
  }

  /**
   * Decides on one request and counts it if it passes. `now` is `monotonicMs()`, `at` the moment the request was
   * accepted at, in the subscription's own time.
   */
  take(slot: number, now: number, at: number): Verdict {
    const words = this.words[slot >> SLOTS_CHUNK_BITS]!
    const slots = this.chunks[slot >> SLOTS_CHUNK_BITS]!
    const base = (slot & (SLOTS_CHUNK - 1)) * SLOT_DOUBLES
    this.mustAsk = false
    lock(words, base * 2 + WORD_LOCK)
    const verdict = this.#decide(slots, base, words[base * 2 + WORD_FLAGS]!, now, at)
    unlock(words, base * 2 + WORD_LOCK)
    return verdict
  }

  /** Gives one request of the period of `at` back to the quota: it was counted but never reached the upstream. */
  refund(slot: number, at: number): void {
    const words = this.words[slot >> SLOTS_CHUNK_BITS]!
    const slots = this.chunks[slot >> SLOTS_CHUNK_BITS]!
    const base = (slot & (SLOTS_CHUNK - 1)) * SLOT_DOUBLES
    lock(words, base * 2 + WORD_LOCK)
    const isOfPeriod = at >= slots[base + PERIOD_START]! && at < slots[base + PERIOD_END]!
    if (isOfPeriod && slots[base + SPENT]! > 0) slots[base + SPENT]! -= 1
    unlock(words, base * 2 + WORD_LOCK)
  }

  #decide(slots: Slots, base: number, flags: number, now: number, at: number): Verdict {
    let moment = 0
    if (flags & FLAG_RATE) {
      moment = advance(slots, base, now)
      const verdict = this.#lookAtRate(slots, base, flags, moment)
      if (verdict !== PASS) {
        if (flags & FLAG_QUOTA) this.#readQuota(slots, base)
        return verdict
      }
    }
    if (flags & FLAG_QUOTA) {
      const verdict = this.#lookAtQuota(slots, base, at)
      if (verdict !== PASS) {
        if (flags & FLAG_RATE) this.#readRate(slots, base, moment)
        return verdict
      }
      this.#countQuota(slots, base)
    }
    if (flags & FLAG_RATE) this.#countRate(slots, base, flags, moment)
    return PASS
  }

  #lookAtRate(slots: Slots, base: number, flags: number, moment: number): Verdict {
    this.rateUsed = slots[base + USED]!
    this.rateLeft = 0
    if (!hasRoom(slots, base)) {
      this.rateWaitMs = this.retryMs = waitMs(slots, base, moment)
      return RATE_REACHED
    }
    if ((flags & FLAG_BURST) === 0) return PASS
    const interval = slots[base + WINDOW_MS]! / slots[base + REQUESTS]!
    const early = slots[base + ARRIVAL]! - moment - (slots[base + BURST]! - 1) * interval
    if (early <= 0) return PASS
    this.retryMs = early
    this.#readRate(slots, base, moment)
    return BURST_REACHED
  }

  #readRate(slots: Slots, base: number, moment: number): void {
    this.rateUsed = slots[base + USED]!
    this.rateLeft = slots[base + REQUESTS]! - this.rateUsed
    this.rateWaitMs = waitMs(slots, base, moment)
  }

  #countRate(slots: Slots, base: number, flags: number, moment: number): void {
    count(slots, base, moment)
    this.#readRate(slots, base, moment)
    if (flags & FLAG_BURST) {
      const interval = slots[base + WINDOW_MS]! / slots[base + REQUESTS]!
      slots[base + ARRIVAL] = Math.max(slots[base + ARRIVAL]!, moment) + interval
    }
  }

  #lookAtQuota(slots: Slots, base: number, at: number): Verdict {
    const spent = slots[base + SPENT]!
    this.#readQuota(slots, base)
    this.quotaLeft = 0
    if (at >= slots[base + PERIOD_END]!) return this.#wait(slots, base)
    if (spent >= slots[base + QUOTA]!) return QUOTA_REACHED
    if (spent < slots[base + GRANTED]!) return PASS
    if (slots[base + EXHAUSTED] === 0) return this.#wait(slots, base)
    if (at >= slots[base + RECHECK_AT]!) {
      slots[base + RECHECK_AT] = at + RECHECK_MS
      this.mustAsk = true
    }
    return QUOTA_REACHED
  }

  #readQuota(slots: Slots, base: number): void {
    this.quotaResetAt = slots[base + PERIOD_END]!
    this.quotaUsed = Math.min(slots[base + QUOTA]!, slots[base + USED_ELSEWHERE]! + slots[base + SPENT]!)
    this.quotaLeft = slots[base + QUOTA]! - this.quotaUsed
  }

  #wait(slots: Slots, base: number): Verdict {
    this.mustAsk = slots[base + ASKED] === 0
    slots[base + ASKED] = 1
    return QUOTA_WAIT
  }

  #countQuota(slots: Slots, base: number): void {
    const spent = slots[base + SPENT]! + 1
    slots[base + SPENT] = spent
    this.#readQuota(slots, base)
    if (spent >= slots[base + ASK_AT]! && slots[base + ASKED] === 0 && slots[base + EXHAUSTED] === 0) {
      slots[base + ASKED] = 1
      this.mustAsk = true
    }
  }

  /** What a slot enforces, in the words of a proof: `100/60s burst 10 quota 1000 from 2026-11-01`. */
  describe(slot: number): string {
    const words = this.words[slot >> SLOTS_CHUNK_BITS]
    if (words === undefined) return 'no slot'
    const slots = this.chunks[slot >> SLOTS_CHUNK_BITS]!
    const base = (slot & (SLOTS_CHUNK - 1)) * SLOT_DOUBLES
    const flags = Atomics.load(words, base * 2 + WORD_FLAGS)
    return describeLimits(
      flags & FLAG_RATE
        ? { requests: slots[base + REQUESTS]!, windowSeconds: slots[base + WINDOW_MS]! / 1000 }
        : null,
      flags & FLAG_BURST ? slots[base + BURST]! : null,
      flags & FLAG_QUOTA ? slots[base + QUOTA]! : null,
    )
  }
}

/** The text by which limits are compared in a proof. */
export function describeLimits(
  rate: { requests: number; windowSeconds: number } | null,
  burst: number | null,
  quota: number | null,
): string {
  const parts = []
  if (rate) parts.push(`rate ${rate.requests}/${rate.windowSeconds}s`)
  if (burst !== null) parts.push(`burst ${burst}`)
  if (quota !== null) parts.push(`quota ${quota}`)
  return parts.length === 0 ? 'unlimited' : parts.join(' ')
}
