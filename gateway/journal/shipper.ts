import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { UsageRange } from '#gateway-sync/contract/index.ts'
import { type Batch, JournalStream, type WritePosition } from './journal-stream.ts'
import { RangeLog } from './range-log.ts'
import { SEGMENT_NAME_PATTERN } from './segment-file.ts'
import type { SpendingStore } from './spending-store.ts'

const IN_FLIGHT_MAX = 4
const BUFFERED_BYTES_MAX = 4 * 1024 * 1024

interface Boot {
  name: string
  log: RangeLog
  streams: JournalStream[]
  isRunning: boolean
  /** Of a boot that is over: bytes that sync has not acknowledged. */
  owedBytes: number
}

export interface ShipperParts {
  root: string
  boot: string
  /** One for each worker of the running boot. */
  positions: WritePosition[]
  spending: SpendingStore
  /** Sends to sync; false when there is no connection. */
  send: (batch: Batch) => boolean
  bufferedBytes: () => number
}

/** Sends the journals of this boot and of all earlier ones to sync, in order, until each range is acknowledged. */
export class Shipper {
  readonly #parts: ShipperParts
  readonly #boots: Boot[]
  #inFlight = 0
  /** Bytes of the running boot that sync has taken in. */
  acknowledgedBytes = 0
  /** Of them, those of each worker. */
  readonly acknowledgedOf: number[]

  constructor(parts: ShipperParts) {
    this.#parts = parts
    this.acknowledgedOf = parts.positions.map(() => 0)
    mkdirSync(join(parts.root, parts.boot), { recursive: true })
    const names = readdirSync(parts.root)
      .filter((name) => name < parts.boot)
      .sort()
    this.#boots = [...names.map((name) => this.#open(name)), this.#openRunning()]
  }

  /** Bytes of earlier boots that sync has not taken in yet. */
  get inheritedBytes(): number {
    return this.#boots.reduce((sum, boot) => sum + boot.owedBytes, 0)
  }

  /**
   * Sends what there is to send, as far as the connection takes it. With patience only whole batches of what is being
   * written: under load each acknowledgement would otherwise fetch the few lines since the last one.
   */
  pump(isPatient = false): void {
    for (const boot of this.#boots) {
      for (const stream of boot.streams) {
        while (this.#inFlight < IN_FLIGHT_MAX && this.#parts.bufferedBytes() < BUFFERED_BYTES_MAX) {
          const batch = stream.next(isPatient)
          if (batch === null) break
          this.#inFlight++
          this.#parts.send(batch)
        }
      }
    }
    this.tidy()
  }

  acknowledge(range: UsageRange): void {
    const boot = this.#boots.find((each) => each.name === range.boot)
    const stream = boot?.streams.find((each) => each.worker === range.worker)
    if (!boot || !stream?.acknowledge(range)) return
    this.#inFlight--
    const bytes = range.to - range.from
    if (boot.isRunning) {
      this.acknowledgedBytes += bytes
      this.acknowledgedOf[range.worker]! += bytes
    } else boot.owedBytes -= bytes
    this.pump(true)
  }

  disconnected(): void {
    this.#inFlight = 0
    for (const boot of this.#boots) for (const stream of boot.streams) stream.disconnected()
  }

  /** Deletes what is acknowledged and counted. */
  tidy(): void {
    for (const boot of [...this.#boots]) {
      for (const stream of boot.streams) {
        stream.dropFinished((segment) => !this.#parts.spending.holds(boot.name, stream.worker, segment))
      }
      if (boot.isRunning || !boot.streams.every((stream) => stream.isDone)) continue
      this.#close(boot)
      rmSync(join(this.#parts.root, boot.name), { recursive: true, force: true })
      this.#boots.splice(this.#boots.indexOf(boot), 1)
    }
  }

  close(): void {
    for (const boot of this.#boots) this.#close(boot)
  }

  #close(boot: Boot): void {
    for (const stream of boot.streams) stream.close()
    boot.log.close()
  }

  #open(name: string): Boot {
    const directory = join(this.#parts.root, name)
    const log = new RangeLog(directory)
    const segments = new Map<number, number[]>()
    let owedBytes = 0
    for (const file of readdirSync(directory)) {
      const match = SEGMENT_NAME_PATTERN.exec(file)
      if (match === null) continue
      const [worker, segment] = [Number(match[1]), Number(match[2])]
      segments.set(worker, [...(segments.get(worker) ?? []), segment])
      owedBytes += log.owedBytes(worker, segment, statSync(join(directory, file)).size)
    }
    const streams = [...segments].map(
      ([worker, numbers]) =>
        new JournalStream(
          directory,
          name,
          worker,
          log,
          null,
          numbers.sort((a, b) => a - b),
        ),
    )
    return { name, log, streams, isRunning: false, owedBytes }
  }

  #openRunning(): Boot {
    const { root, boot, positions } = this.#parts
    const directory = join(root, boot)
    const log = new RangeLog(directory)
    const streams = positions.map(
      (position, worker) => new JournalStream(directory, boot, worker, log, position, []),
    )
    return { name: boot, log, streams, isRunning: true, owedBytes: 0 }
  }
}
