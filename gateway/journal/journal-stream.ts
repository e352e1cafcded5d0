import { closeSync, existsSync, fstatSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { UsageRange } from '#gateway-sync/contract/index.ts'
import type { RangeLog } from './range-log.ts'
import { segmentName } from './segment-file.ts'

/** Journal bytes in one batch: whole lines, well under the contract's limit. */
const BATCH_BYTES = 256 * 1024
const NEWLINE = 10

export interface Batch {
  range: UsageRange
  lines: Buffer
}

/** Where a worker of the running boot is writing: bytes beyond are not whole yet. Null for a boot that is over. */
export type WritePosition = () => { segment: number; size: number }

/**
 * One worker's journal of one boot, cut into ranges in order. A range is kept on disk before it is sent, so that it
 * is cut the same way after a crash; and forgotten with its segment once that is acknowledged and not needed.
 */
export class JournalStream {
  readonly boot: string
  readonly worker: number
  readonly #directory: string
  readonly #log: RangeLog
  readonly #position: WritePosition | null
  readonly #last: number
  #segment: number
  #offset: number
  #descriptor = -1
  readonly #resend: UsageRange[]
  readonly #inFlight: UsageRange[] = []
  #droppedBelow: number
  #isOver = false

  /** `last` is the last segment of a boot that is over. */
  constructor(
    directory: string,
    boot: string,
    worker: number,
    log: RangeLog,
    position: WritePosition | null,
    segments: number[],
  ) {
    this.boot = boot
    this.worker = worker
    this.#directory = directory
    this.#log = log
    this.#position = position
    const known = log.of(worker)
    const first = segments[0] ?? 0
    this.#last = segments.at(-1) ?? -1
    this.#segment = Math.max(first, known.segment)
    this.#offset = this.#segment === known.segment ? known.offset : 0
    this.#resend = known.unacknowledged.map((range) => ({ boot, worker, ...range }))
    this.#droppedBelow = first
  }

  /** True when everything of it is acknowledged; never for the running boot. */
  get isDone(): boolean {
    return this.#isOver && this.#inFlight.length === 0 && this.#resend.length === 0
  }

  /** The next batch to send, or null when there is none now. Patience leaves what is less than a batch for later. */
  next(isPatient: boolean): Batch | null {
    const again = this.#resend.shift()
    if (again !== undefined) return this.#load(again)
    while (!this.#isOver) {
      // Asked once: a segment is only left when it was over before its end was looked for.
      const position = this.#position?.() ?? null
      const isGrowing = position !== null && position.segment <= this.#segment
      const batch = this.#cut(isGrowing ? position.size : null, isGrowing && isPatient)
      if (batch !== null) return batch
      if (isGrowing || !this.#advance()) return null
    }
    return null
  }

  /** Sync has committed a range; true when it was one of ours. */
  acknowledge(range: UsageRange): boolean {
    const at = this.#inFlight.findIndex(
      (each) => each.segment === range.segment && each.from === range.from && each.to === range.to,
    )
    if (at < 0) return false
    this.#inFlight.splice(at, 1)
    this.#log.acknowledged(this.worker, range)
    return true
  }

  /** The connection is gone: what was in flight goes again, in the same ranges and in order. */
  disconnected(): void {
    this.#resend.unshift(...this.#inFlight.splice(0))
  }

  /** Deletes segments that are acknowledged and that `isNeeded` does not ask for. */
  dropFinished(isNeeded: (segment: number) => boolean): void {
    const open = [...this.#inFlight, ...this.#resend].map((range) => range.segment)
    const below = Math.min(this.#isOver ? this.#segment + 1 : this.#segment, ...open)
    while (this.#droppedBelow < below && !isNeeded(this.#droppedBelow)) {
      rmSync(this.#path(this.#droppedBelow), { force: true })
      this.#droppedBelow++
    }
  }

  close(): void {
    if (this.#descriptor >= 0) closeSync(this.#descriptor)
    this.#descriptor = -1
  }

  #path(segment: number): string {
    return join(this.#directory, segmentName(this.worker, segment))
  }

  #load(range: UsageRange): Batch {
    const descriptor = openSync(this.#path(range.segment), 'r')
    try {
      const buffer = Buffer.allocUnsafe(range.to - range.from)
      readSync(descriptor, buffer, 0, buffer.length, range.from)
      this.#inFlight.push(range)
      return { range, lines: buffer }
    } finally {
      closeSync(descriptor)
    }
  }

  /** `written`: bytes of the segment that may be read, null when it is finished. */
  #cut(written: number | null, isPatient: boolean): Batch | null {
    if (isPatient && written! - this.#offset < BATCH_BYTES) return null
    if (!this.#open()) return null
    const end = written ?? fstatSync(this.#descriptor).size
    if (end <= this.#offset) return null
    const buffer = Buffer.allocUnsafe(Math.min(BATCH_BYTES, end - this.#offset))
    const read = readSync(this.#descriptor, buffer, 0, buffer.length, this.#offset)
    // A torn last line belongs to a request that nobody saw answered.
    const whole = buffer.lastIndexOf(NEWLINE, read - 1) + 1
    if (whole === 0) return null
    const { boot, worker } = this
    let records = 0
    for (let at = buffer.indexOf(NEWLINE); at >= 0 && at < whole; at = buffer.indexOf(NEWLINE, at + 1))
      records++
    const range = {
      boot,
      worker,
      segment: this.#segment,
      from: this.#offset,
      to: this.#offset + whole,
      records,
    }
    this.#log.cut(worker, range)
    this.#offset = range.to
    this.#inFlight.push(range)
    return { range, lines: buffer.subarray(0, whole) }
  }

  /** Opens the current segment; false when there is none yet. */
  #open(): boolean {
    if (this.#descriptor >= 0) return true
    if (!existsSync(this.#path(this.#segment))) return false
    this.#descriptor = openSync(this.#path(this.#segment), 'r')
    return true
  }

  /** Goes on to the segment after a finished one; false when there is none. */
  #advance(): boolean {
    if (this.#position === null && this.#segment >= this.#last) {
      this.#isOver = true
      return false
    }
    this.close()
    this.#segment++
    this.#offset = 0
    return true
  }
}
