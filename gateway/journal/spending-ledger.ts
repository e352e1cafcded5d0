import { DAY_MS } from './spending.ts'

/** Quota spent by one subscription on one UTC day (days since the epoch), as far as a worker has journaled it. */
export interface Spent {
  subscriptionId: string
  day: number
  requests: number
}

/** Sums what a worker's journal says about quotas since the last look, so that nobody has to read it again. */
export class SpendingLedger {
  #day = 0
  #sums = new Map<string, number>()
  #older: Spent[] = []

  /** One journaled request of a subscription with a quota; `at` is when it was accepted. */
  add(subscriptionId: string, at: number): void {
    const day = Math.floor(at / DAY_MS)
    if (day !== this.#day) {
      this.#older = this.take()
      this.#day = day
    }
    this.#sums.set(subscriptionId, (this.#sums.get(subscriptionId) ?? 0) + 1)
  }

  /** What was added since the last call. */
  take(): Spent[] {
    const day = this.#day
    const all = this.#older
    for (const [subscriptionId, requests] of this.#sums) all.push({ subscriptionId, day, requests })
    this.#older = []
    this.#sums.clear()
    return all
  }
}
