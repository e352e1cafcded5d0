/** What one spender has spent in one hour of the subscription's own time, as far as a worker has journaled it. */
export interface Spent {
  spender: string
  /** Hours since the epoch; of a quota, the first of its day. */
  hour: number
  units: number
}

/** Sums what a worker's journal says about quotas and budgets since the last look, so that nobody has to read it again. */
export class SpendingLedger {
  readonly #hours = new Map<number, Map<string, number>>()
  #hour = -1
  #sums = new Map<string, number>()

  /** What one journaled request has spent. */
  add(spender: string, hour: number, units: number): void {
    if (hour !== this.#hour) this.#turnTo(hour)
    this.#sums.set(spender, (this.#sums.get(spender) ?? 0) + units)
  }

  /** What was added since the last call. */
  take(): Spent[] {
    const all: Spent[] = []
    for (const [hour, sums] of this.#hours) {
      for (const [spender, units] of sums) all.push({ spender, hour, units })
    }
    this.#hours.clear()
    this.#hour = -1
    return all
  }

  #turnTo(hour: number): void {
    this.#hour = hour
    const known = this.#hours.get(hour)
    this.#sums = known ?? new Map<string, number>()
    if (known === undefined) this.#hours.set(hour, this.#sums)
  }
}
