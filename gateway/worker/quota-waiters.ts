/** A request that waits for a part of its quota to be granted. */
export interface QuotaWaiter {
  /** Decide anew. */
  onQuotaGranted: () => void
  /** Nothing can be granted now. */
  onQuotaUnavailable: () => void
}

/** The requests of one worker that wait for sync, by limiter slot. */
export class QuotaWaiters {
  readonly #waiting = new Map<number, Set<QuotaWaiter>>()
  readonly #ask: (slot: number) => void

  /** `ask` tells the main thread that a slot needs more. */
  constructor(ask: (slot: number) => void) {
    this.#ask = ask
  }

  ask(slot: number): void {
    this.#ask(slot)
  }

  wait(slot: number, waiter: QuotaWaiter): void {
    const known = this.#waiting.get(slot)
    if (known) known.add(waiter)
    else this.#waiting.set(slot, new Set([waiter]))
  }

  leave(slot: number, waiter: QuotaWaiter): void {
    this.#waiting.get(slot)?.delete(waiter)
  }

  /** The main thread's answer for a slot. */
  settle(slot: number, isAvailable: boolean): void {
    const waiting = this.#waiting.get(slot)
    if (waiting === undefined) return
    this.#waiting.delete(slot)
    for (const waiter of waiting) {
      if (isAvailable) waiter.onQuotaGranted()
      else waiter.onQuotaUnavailable()
    }
  }
}
