import { closeSync, fdatasync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export const segmentName = (worker: number, segment: number): string => `${worker}-${segment}.ndjson`
export const SEGMENT_NAME_PATTERN = /^(\d+)-(\d+)\.ndjson$/

/** One worker's journal: files of whole lines, a new one when the last has grown to its size. */
export class SegmentFile {
  readonly #directory: string
  readonly #worker: number
  readonly #bytesMax: number
  #descriptor = -1
  #isDirty = false
  #isSyncing = false
  segment = -1
  /** Bytes of whole lines in the segment. */
  size = 0

  constructor(directory: string, worker: number, bytesMax: number) {
    this.#directory = directory
    this.#worker = worker
    this.#bytesMax = bytesMax
    mkdirSync(directory, { recursive: true })
  }

  /** Appends ASCII text whole or not at all: throws when the disk does not take it, and nothing of it stays. */
  append(text: string): void {
    if (this.#descriptor < 0 || this.size >= this.#bytesMax) this.#rotate()
    let written = 0
    try {
      while (written < text.length) {
        written += writeSync(this.#descriptor, written === 0 ? text : text.slice(written), null, 'latin1')
      }
    } catch (error) {
      this.#abandon(written > 0)
      throw error
    }
    this.size += written
    this.#isDirty = true
  }

  /** Asks the disk to keep what was written, in the background, one request at a time. */
  sync(): void {
    if (!this.#isDirty || this.#isSyncing || this.#descriptor < 0) return
    this.#isDirty = false
    this.#isSyncing = true
    fdatasync(this.#descriptor, () => {
      this.#isSyncing = false
    })
  }

  close(): void {
    if (this.#descriptor >= 0) closeSync(this.#descriptor)
    this.#descriptor = -1
  }

  #rotate(): void {
    const path = join(this.#directory, segmentName(this.#worker, this.segment + 1))
    const descriptor = openSync(path, 'ax')
    this.close()
    this.#descriptor = descriptor
    this.segment++
    this.size = 0
  }

  /** After a failed write the line must not stay torn; when even that fails, the next append begins a new segment. */
  #abandon(isTorn: boolean): void {
    if (!isTorn) return
    try {
      ftruncateSync(this.#descriptor, this.size)
    } catch {
      this.size = Number.POSITIVE_INFINITY
    }
  }
}
