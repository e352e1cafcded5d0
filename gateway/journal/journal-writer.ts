import type { Counters } from '../memory/counters.ts'
import { JOURNAL_BYTES, JOURNAL_FAILURES, JOURNALED, SEGMENT, SEGMENT_BYTES } from '../memory/counters.ts'
import type { SegmentFile } from './segment-file.ts'

/** Something that has ended and may show its end once it stands in the journal. */
export interface Recorded {
  line: () => string
  /** Called after the line was written, or with false when it could not be. */
  release: (isJournaled: boolean) => void
}

/** Something that has output waiting for the end of the event loop's turn. */
export interface Pending {
  flush: () => void
}

/**
 * Writes the journal in groups: everything that ended in one turn of the event loop becomes one write(2), and only
 * then is any of it released. So no client has seen a whole response that is not in the journal, and the cost of the
 * system call is shared. A kill -9 cannot take the line back: it is in the page cache.
 */
export class JournalWriter {
  readonly #file: SegmentFile
  readonly #counters: Counters
  readonly #onFailure: (error: Error) => void
  readonly #turn = () => this.flush()
  #recorded: Recorded[] = []
  #pending: Pending[] = []
  #isScheduled = false

  constructor(file: SegmentFile, counters: Counters, onFailure: (error: Error) => void) {
    this.#file = file
    this.#counters = counters
    this.#onFailure = onFailure
  }

  /** Records at the end of this turn of the event loop. */
  record(recorded: Recorded): void {
    this.#recorded.push(recorded)
    this.#schedule()
  }

  /** Lets output that was held for this turn go at its end. */
  flushLater(pending: Pending): void {
    this.#pending.push(pending)
    this.#schedule()
  }

  /** Writes and releases now. */
  flush(): void {
    this.#isScheduled = false
    if (this.#pending.length > 0) {
      const pending = this.#pending
      this.#pending = []
      for (const each of pending) each.flush()
    }
    if (this.#recorded.length === 0) return
    const recorded = this.#recorded
    this.#recorded = []
    let text = ''
    for (const each of recorded) text += each.line()
    const isJournaled = this.#append(text, recorded.length)
    for (const each of recorded) each.release(isJournaled)
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(this.#turn)
  }

  #append(text: string, records: number): boolean {
    const counters = this.#counters
    try {
      this.#file.append(text)
    } catch (error) {
      counters[JOURNAL_FAILURES]! += records
      this.#onFailure(error as Error)
      return false
    }
    counters[JOURNALED]! += records
    counters[SEGMENT_BYTES] = this.#file.size
    counters[SEGMENT] = this.#file.segment
    counters[JOURNAL_BYTES]! += text.length
    return true
  }
}
