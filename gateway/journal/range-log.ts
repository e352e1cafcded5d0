import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A range without the stream it belongs to. */
export interface Range {
  segment: number
  from: number
  to: number
  records: number
}

interface KnownStream {
  /** Where the next range begins. */
  segment: number
  offset: number
  unacknowledged: Range[]
}

const LINE = /^([ca]) (\d+) (\d+) (\d+) (\d+) (\d+)$/

/**
 * How the journal of one boot was cut into ranges and which of them are acknowledged: one short line each, written
 * before the range is sent. So a range has the same identity whenever and by whomever it is sent again.
 */
export class RangeLog {
  readonly #streams = new Map<number, KnownStream>()
  readonly #descriptor: number

  constructor(directory: string) {
    const path = join(directory, 'ranges.log')
    if (existsSync(path)) for (const line of readFileSync(path, 'latin1').split('\n')) this.#replay(line)
    this.#descriptor = openSync(path, 'a', 0o600)
  }

  of(worker: number): KnownStream {
    let known = this.#streams.get(worker)
    if (known === undefined) {
      known = { segment: 0, offset: 0, unacknowledged: [] }
      this.#streams.set(worker, known)
    }
    return known
  }

  /** Bytes of a segment of `size` bytes that are not acknowledged: those of open ranges, and those that were not cut yet. */
  owedBytes(worker: number, segment: number, size: number): number {
    const known = this.of(worker)
    const cutTo = segment < known.segment ? size : segment === known.segment ? known.offset : 0
    const open = known.unacknowledged.filter((range) => range.segment === segment)
    return size - cutTo + open.reduce((sum, { from, to }) => sum + to - from, 0)
  }

  cut(worker: number, range: Range): void {
    this.#write('c', worker, range)
  }

  acknowledged(worker: number, range: Range): void {
    this.#write('a', worker, range)
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #write(kind: 'c' | 'a', worker: number, { segment, from, to, records }: Range): void {
    writeSync(this.#descriptor, `${kind} ${worker} ${segment} ${from} ${to} ${records}\n`)
  }

  #replay(line: string): void {
    const match = LINE.exec(line)
    if (match === null) return
    const [worker, segment, from, to, records] = match.slice(2).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const known = this.of(worker)
    if (match[1] === 'c') {
      known.unacknowledged.push({ segment, from, to, records })
      known.segment = segment
      known.offset = to
    } else {
      known.unacknowledged = known.unacknowledged.filter(
        (range) => range.segment !== segment || range.from !== from,
      )
    }
  }
}
