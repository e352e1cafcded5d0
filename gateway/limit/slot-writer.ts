import type { Plan } from '#gateway-sync/contract/index.ts'
import { lock, unlock } from '../memory/mutex.ts'
import { monotonicMs } from './clock.ts'
import {
  ASK_AT,
  ASKED,
  BURST,
  EXHAUSTED,
  FLAG_BUDGET,
  FLAG_BURST,
  FLAG_QUOTA,
  FLAG_RATE,
  GRANTED,
  LIVE,
  OWNER,
  PERIOD_END,
  PERIOD_START,
  QUOTA,
  RECHECK_AT,
  REQUESTS,
  SLOT_CHUNK_BYTES,
  SLOT_DOUBLES,
  SLOTS_CHUNK,
  SLOTS_CHUNK_BITS,
  SPENT,
  USED_ELSEWHERE,
  WINDOW_MS,
  WORD_FLAGS,
  WORD_LOCK,
} from './layout.ts'
import { Limiter } from './limiter.ts'
import type { Period } from './period.ts'
import { advance, countSpan, type Slots, type Span, spansOf } from './rate-window.ts'

export interface BudgetSlot {
  slot: number
  owner: number
}

/** The main thread's side of the limiter: it hands out slots and sets what they enforce. */
export class SlotWriter {
  readonly memory: SharedArrayBuffer[] = []
  readonly limiter = new Limiter([])
  readonly #slots = new Map<string, number>()
  readonly #free: number[] = []
  #count = 0
  #owners = 0
  #growth: SharedArrayBuffer[] = []

  /** The slot of a subscription; one is made if there is none. It keeps its counters for as long as it lives. */
  slotOf(subscriptionId: string): number {
    const known = this.#slots.get(subscriptionId)
    if (known !== undefined) return known
    const slot = this.#free.pop() ?? this.#newSlot()
    this.#slots.set(subscriptionId, slot)
    return slot
  }

  /**
   * The slot of one charge of a budget, with the number by which its holder is told from any other: a request that
   * outlives its budget must not spend what the slot holds next.
   */
  budgetSlotOf(spender: string): BudgetSlot {
    const isNew = !this.#slots.has(spender)
    const slot = this.slotOf(spender)
    if (isNew) this.#owners++
    const owner = this.#locked(slot, (slots, base, words) => {
      words[base * 2 + WORD_FLAGS] = FLAG_BUDGET
      if (isNew) slots[base + OWNER] = this.#owners
      return slots[base + OWNER]!
    })
    return { slot, owner }
  }

  find(subscriptionId: string): number | undefined {
    return this.#slots.get(subscriptionId)
  }

  /** Gives a slot up and clears it. */
  release(subscriptionId: string): void {
    const slot = this.#slots.get(subscriptionId)
    if (slot === undefined) return
    this.#slots.delete(subscriptionId)
    this.#locked(slot, (slots, base, words) => {
      words[base * 2 + WORD_FLAGS] = 0
      slots.fill(0, base + 1, base + SLOT_DOUBLES)
    })
    this.#free.push(slot)
  }

  /** Slots added since the last call, for the other threads. */
  takeGrowth(): SharedArrayBuffer[] {
    const growth = this.#growth
    this.#growth = []
    return growth
  }

  /** Sets what the slot enforces, for all threads at once. Counters stay: a changed plan forgives nothing. */
  configure(slot: number, plan: Pick<Plan, 'rateLimit' | 'quota'>): void {
    const { rateLimit, quota } = plan
    this.#locked(slot, (slots, base, words) => {
      let flags = 0
      if (rateLimit) {
        flags |= FLAG_RATE | (rateLimit.burst === undefined ? 0 : FLAG_BURST)
        slots[base + REQUESTS] = rateLimit.requests
        slots[base + WINDOW_MS] = rateLimit.windowSeconds * 1000
        slots[base + BURST] = rateLimit.burst ?? 0
      }
      if (quota) {
        flags |= FLAG_QUOTA
        if (slots[base + QUOTA] !== quota.requests) slots[base + EXHAUSTED] = 0
        slots[base + QUOTA] = quota.requests
      }
      words[base * 2 + WORD_FLAGS] = flags
    })
  }

  /** Begins a period with what is known of it. */
  beginPeriod(slot: number, period: Period, granted: number, spent: number, usedElsewhere: number): void {
    this.#locked(slot, (slots, base) => {
      slots[base + PERIOD_START] = period.startsAt
      slots[base + PERIOD_END] = period.endsAt
      slots[base + GRANTED] = granted
      slots[base + SPENT] = spent
      slots[base + EXHAUSTED] = 0
      slots[base + ASKED] = 0
      slots[base + RECHECK_AT] = 0
      slots[base + USED_ELSEWHERE] = usedElsewhere
      slots[base + ASK_AT] = spent + Math.max(0, granted - spent) / 2
    })
  }

  /**
   * Adds a granted part. `exhausted` is 0, or why nothing more will be granted; `used` is what all gateways together
   * were granted, this part included.
   */
  grant(slot: number, granted: number, exhausted: number, used: number): void {
    this.#locked(slot, (slots, base) => {
      const total = slots[base + GRANTED]! + granted
      slots[base + GRANTED] = total
      slots[base + ASKED] = 0
      slots[base + EXHAUSTED] = exhausted
      slots[base + USED_ELSEWHERE] = Math.max(0, used - total)
      slots[base + ASK_AT] = total - Math.max(0, total - slots[base + SPENT]!) / 2
    })
  }

  /** What is granted and spent in the present period. */
  balance(slot: number): { granted: number; spent: number } {
    return this.#locked(slot, (slots, base) => ({
      granted: slots[base + GRANTED]!,
      spent: slots[base + SPENT]!,
    }))
  }

  /** Takes what is granted and unspent out of the slot, to give it back; returns how much. */
  withdraw(slot: number): number {
    return this.#locked(slot, (slots, base) => {
      const unspent = Math.max(0, slots[base + GRANTED]! - slots[base + SPENT]!)
      slots[base + GRANTED]! -= unspent
      return unspent
    })
  }

  /** What every subscription's rate limit has counted, in times of the wall clock; those without are left out. */
  rates(): Map<string, Span[]> {
    const offset = Date.now() - monotonicMs()
    const rates = new Map<string, Span[]>()
    for (const [subscriptionId, slot] of this.#slots) {
      const spans = this.#locked(slot, (slots, base) => {
        if (slots[base + LIVE] === 0) return []
        advance(slots, base, monotonicMs())
        return spansOf(slots, base)
      })
      if (spans.length === 0) continue
      rates.set(
        subscriptionId,
        spans.map(([first, last, requests]): Span => [first + offset, last + offset, requests]),
      )
    }
    return rates
  }

  /** Counts what an earlier life of the process had counted (times of the wall clock, oldest first). */
  restoreRate(subscriptionId: string, spans: readonly Span[]): void {
    const slot = this.#slots.get(subscriptionId)
    if (slot === undefined) return
    const offset = monotonicMs() - Date.now()
    this.#locked(slot, (slots, base, words) => {
      if ((words[base * 2 + WORD_FLAGS]! & FLAG_RATE) === 0) return
      for (const [first, last, requests] of spans) {
        countSpan(slots, base, [Math.ceil(first + offset), Math.ceil(last + offset), requests])
      }
    })
  }

  /** Says whether sync has been asked: while it has, no request that finds nothing granted asks anew. */
  markAsked(slot: number, isAsked: boolean): void {
    this.#locked(slot, (slots, base) => {
      slots[base + ASKED] = isAsked ? 1 : 0
    })
  }

  /** What was found used up may not be so any more: from `at` on (the subscription's own time) the next request asks. */
  recheck(slot: number, at: number): void {
    this.#locked(slot, (slots, base) => {
      if (at === 0) slots[base + EXHAUSTED] = 0
      else slots[base + RECHECK_AT] = Math.min(slots[base + RECHECK_AT]!, at)
    })
  }

  #newSlot(): number {
    const slot = this.#count++
    if (slot >> SLOTS_CHUNK_BITS >= this.memory.length) {
      const chunk = new SharedArrayBuffer(SLOT_CHUNK_BYTES)
      this.memory.push(chunk)
      this.#growth.push(chunk)
      this.limiter.grow([chunk])
    }
    return slot
  }

  #locked<T>(slot: number, work: (slots: Slots, base: number, words: Int32Array<SharedArrayBuffer>) => T): T {
    const words = this.limiter.words[slot >> SLOTS_CHUNK_BITS]!
    const base = (slot & (SLOTS_CHUNK - 1)) * SLOT_DOUBLES
    lock(words, base * 2 + WORD_LOCK)
    try {
      return work(this.limiter.chunks[slot >> SLOTS_CHUNK_BITS]!, base, words)
    } finally {
      unlock(words, base * 2 + WORD_LOCK)
    }
  }
}
