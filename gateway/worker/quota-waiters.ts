/** A request that waits for a part of its quota to be granted. */
export interface QuotaWaiter {
  /** Nothing can be granted now. */
  onQuotaUnavailable: () => void
}

/** In place of a slot: waits until this worker has taken up the change that another thread acts by already. */
export const NEXT_CONFIGURATION = -1

/** The requests of one worker that wait for sync, by limiter slot. */
export class QuotaWaiters {
  readonly #waiting = new Map<number, Map<QuotaWaiter, () => void>>()
  readonly #ask: (slot: number) => void

  /** `ask` tells the main thread that a slot needs more. */
  constructor(ask: (slot: number) => void) {
    this.#ask = ask
  }

  ask(slot: number): void {
    this.#ask(slot)
  }

  /** `retry` decides anew, once more was granted. */
  wait(slot: number, waiter: QuotaWaiter, retry: () => void): void {
    const known = this.#waiting.get(slot)
    if (known) known.set(waiter, retry)
    else this.#waiting.set(slot, new Map([[waiter, retry]]))
  }

  leave(slot: number, waiter: QuotaWaiter): void {
    this.#waiting.get(slot)?.delete(waiter)
  }

  /** The main thread's answer for a slot. */
  settle(slot: number, isAvailable: boolean): void {
    const waiting = this.#waiting.get(slot)
    if (waiting === undefined) return
    this.#waiting.delete(slot)
    for (const [waiter, retry] of waiting) {
      if (isAvailable) retry()
      else waiter.onQuotaUnavailable()
    }
  }
}
