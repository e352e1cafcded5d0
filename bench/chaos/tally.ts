import type { Answer } from '../open-loop.ts'

/** What the client saw. `answered` are requests whose answer by the upstream came whole, by their decision's id. */
export class Tally {
  readonly answered = new Set<string>()
  /** Answers by the upstream that began and broke off, by their decision's id. */
  readonly cut = new Set<string>()
  readonly refusals = new Map<string, number>()
  /** No answer at all: the connection was refused or broke off before one. */
  unanswered = 0
  repeated = 0

  /** Counts one answer. The upstream's are known by a header that only it sets. */
  count({ status, headers, isCut }: Answer): void {
    if (status === 0) {
      this.unanswered++
    } else if (headers['x-bench-upstream'] === undefined) {
      this.refusals.set(String(status), (this.refusals.get(String(status)) ?? 0) + 1)
    } else {
      const id = String(headers['gatehouse-decision-id'])
      if (this.answered.has(id) || this.cut.has(id)) this.repeated++
      const seen = isCut ? this.cut : this.answered
      seen.add(id)
    }
  }
}
