import type { Answer } from '../open-loop.ts'
import { numberOf } from './upstream.ts'

/** What the clients saw of their requests, by the requests' numbers. Each is in one of the three. */
export class Seen {
  /** The upstream's answer came whole. */
  readonly served = new Set<number>()
  /** The gateway refused, in its own words. */
  readonly refused = new Set<number>()
  /** No answer, or one that broke off: the client cannot know whether it was served. */
  readonly broken = new Set<number>()
  readonly refusals = new Map<number, number>()

  /** Counts one answer. The upstream's are known by a header that only it sets. */
  count({ path, status, headers, isCut }: Answer): void {
    const number = numberOf(path)
    if (status === 0 || isCut) this.broken.add(number)
    else if (headers['x-bench-upstream'] !== undefined) this.served.add(number)
    else {
      this.refused.add(number)
      this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1)
    }
  }
}
