/** More would only say more finely how far a long outage goes back. */
const MARKS_MAX = 64

/** How much each worker of the running boot had journaled at a moment, in bytes. */
interface Mark {
  at: number
  journaled: number[]
}

/**
 * Knows up to which moment all that the gateway journaled is acknowledged, also while it goes on journaling: what was
 * written when a mark was made is acknowledged as soon as each worker's acknowledged bytes reach it, for they are sent in
 * order.
 */
export class SettledMarks {
  #marks: Mark[] = []
  #settledAt: number | undefined

  /** `at` is taken before the counters are read. `inherited`: bytes of earlier boots that are not acknowledged. */
  note(
    at: number,
    journaled: number[],
    acknowledged: readonly number[],
    inherited: number,
  ): number | undefined {
    if (this.#marks.length === MARKS_MAX) this.#marks.pop()
    this.#marks.push({ at, journaled })
    if (inherited > 0) return this.#settledAt
    const isReached = (mark: Mark) =>
      mark.journaled.every((bytes, worker) => (acknowledged[worker] ?? 0) >= bytes)
    while (this.#marks[0] && isReached(this.#marks[0])) this.#settledAt = this.#marks.shift()!.at
    return this.#settledAt
  }
}
