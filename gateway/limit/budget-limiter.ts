import { lock, unlock } from '../memory/mutex.ts'
import {
  ASK_AT,
  ASKED,
  EXHAUSTED,
  FLAG_BUDGET,
  GRANTED,
  OWNER,
  PERIOD_END,
  PERIOD_START,
  RECHECK_AT,
  SLOT_DOUBLES,
  SLOTS_CHUNK,
  SLOTS_CHUNK_BITS,
  SPENT,
  WORD_FLAGS,
  WORD_LOCK,
} from './layout.ts'
import { type Limiter, RECHECK_MS } from './limiter.ts'
import type { Slots } from './rate-window.ts'
import type { BudgetSlot } from './slot-writer.ts'

export const DEBITED = 0
export const SPENT_UP = 1
/** Nothing is granted now: wait for sync, then try again. */
export const BUDGET_WAIT = 2
/** The period that the request belongs to is over. */
export const PERIOD_OVER = 3
/** The budget is another one now: the configuration that says so is on its way to this thread. */
export const BUDGET_MOVED = 4
export type BudgetVerdict =
  | typeof DEBITED
  | typeof SPENT_UP
  | typeof BUDGET_WAIT
  | typeof PERIOD_OVER
  | typeof BUDGET_MOVED

/**
 * Debits units of budgets in shared memory, exactly over all threads. All times are in the subscription's own time; a
 * moment names the period that a request belongs to: what it was debited is never given back to another.
 */
export class BudgetLimiter {
  // What the last `debit` saw; read at once, before the next call.
  granted = 0
  spent = 0
  periodStart = 0
  periodEnd = 0
  /** Why nothing is left, in the words of the layout. */
  exhausted = 0
  /** True when the last call was the one that has to ask sync for more. */
  mustAsk = false
  readonly #limiter: Limiter

  /** Works on the slots of a limiter. */
  constructor(limiter: Limiter) {
    this.#limiter = limiter
  }

  /** Takes `units` if so many are granted and unspent; with 0, takes none but asks whether there is any left. */
  debit({ slot, owner }: BudgetSlot, units: number, at: number): BudgetVerdict {
    const words = this.#limiter.words[slot >> SLOTS_CHUNK_BITS]!
    const slots = this.#limiter.chunks[slot >> SLOTS_CHUNK_BITS]!
    const base = (slot & (SLOTS_CHUNK - 1)) * SLOT_DOUBLES
    this.mustAsk = false
    lock(words, base * 2 + WORD_LOCK)
    const verdict = slots[base + OWNER] === owner ? this.#decide(slots, base, units, at) : BUDGET_MOVED
    unlock(words, base * 2 + WORD_LOCK)
    return verdict
  }

  /** Spends more than was debited beforehand, or gives some of it back (less than 0), once the request is over. */
  settle({ slot, owner }: BudgetSlot, units: number, at: number): void {
    const words = this.#limiter.words[slot >> SLOTS_CHUNK_BITS]!
    const slots = this.#limiter.chunks[slot >> SLOTS_CHUNK_BITS]!
    const base = (slot & (SLOTS_CHUNK - 1)) * SLOT_DOUBLES
    this.mustAsk = false
    lock(words, base * 2 + WORD_LOCK)
    const isSame =
      slots[base + OWNER] === owner && at >= slots[base + PERIOD_START]! && at < slots[base + PERIOD_END]!
    if (isSame) this.#spend(slots, base, units)
    unlock(words, base * 2 + WORD_LOCK)
  }

  /** The period that a budget's slot enforces, or null when it enforces none. */
  periodOf({ slot, owner }: BudgetSlot): { startsAt: number; endsAt: number } | null {
    const words = this.#limiter.words[slot >> SLOTS_CHUNK_BITS]
    if (words === undefined) return null
    const slots = this.#limiter.chunks[slot >> SLOTS_CHUNK_BITS]!
    const base = (slot & (SLOTS_CHUNK - 1)) * SLOT_DOUBLES
    const isInForce = (Atomics.load(words, base * 2 + WORD_FLAGS) & FLAG_BUDGET) !== 0
    if (!isInForce || slots[base + OWNER] !== owner) return null
    return { startsAt: slots[base + PERIOD_START]!, endsAt: slots[base + PERIOD_END]! }
  }

  #decide(slots: Slots, base: number, units: number, at: number): BudgetVerdict {
    this.granted = slots[base + GRANTED]!
    this.spent = slots[base + SPENT]!
    this.periodStart = slots[base + PERIOD_START]!
    this.periodEnd = slots[base + PERIOD_END]!
    this.exhausted = slots[base + EXHAUSTED]!
    if (at < this.periodStart) return PERIOD_OVER
    if (at >= this.periodEnd) return this.#wait(slots, base)
    if (this.spent + Math.max(1, units) <= this.granted) {
      this.#spend(slots, base, units)
      return DEBITED
    }
    if (this.exhausted === 0) return this.#wait(slots, base)
    if (at >= slots[base + RECHECK_AT]!) {
      slots[base + RECHECK_AT] = at + RECHECK_MS
      this.mustAsk = true
    }
    return SPENT_UP
  }

  #spend(slots: Slots, base: number, units: number): void {
    const spent = Math.max(0, slots[base + SPENT]! + units)
    slots[base + SPENT] = spent
    if (spent < slots[base + ASK_AT]! || slots[base + ASKED] !== 0 || slots[base + EXHAUSTED] !== 0) return
    slots[base + ASKED] = 1
    this.mustAsk = true
  }

  #wait(slots: Slots, base: number): BudgetVerdict {
    this.mustAsk = slots[base + ASKED] === 0
    slots[base + ASKED] = 1
    return BUDGET_WAIT
  }
}
