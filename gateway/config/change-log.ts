import { closeSync, fdatasync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import { Delta, type MessageOf } from '#gateway-sync/contract/index.ts'

const NAME = /^changes-(\d+)\.log$/
const syncData = promisify(fdatasync)
const digestOf = (text: string): string => crc32(text).toString(16).padStart(8, '0')

/** The changes applied since an image was written: one line each, checksum and JSON, appended and synced. */
export class ChangeLog {
  readonly #directory: string
  #descriptor = -1
  #generation = 0
  bytes = 0

  constructor(directory: string) {
    this.#directory = directory
  }

  get generation(): number {
    return this.#generation
  }

  /** Begins a new file, above every one that exists; returns its generation. */
  begin(): number {
    this.close()
    this.#generation = Math.max(this.#generation, ...this.#generations()) + 1
    this.#descriptor = openSync(this.#path(this.#generation), 'a', 0o600)
    this.bytes = 0
    return this.#generation
  }

  /** Keeps a change; settled when the disk has it. */
  async append(delta: MessageOf<'delta'>): Promise<void> {
    const text = JSON.stringify(delta)
    const line = Buffer.from(`${digestOf(text)} ${text}\n`)
    for (let at = 0; at < line.length; ) at += writeSync(this.#descriptor, line, at)
    this.bytes += line.length
    await syncData(this.#descriptor)
  }

  /** The changes on disk from this generation on, in order, up to the first line that is torn. */
  *read(fromGeneration: number): Generator<MessageOf<'delta'>> {
    for (const generation of this.#generations().filter((each) => each >= fromGeneration)) {
      const lines = readFileSync(this.#path(generation), 'utf8').split('\n')
      for (const line of lines) {
        if (line === '') continue
        const text = line.slice(9)
        if (line.slice(0, 8) !== digestOf(text)) break
        const parsed = Delta.safeParse(JSON.parse(text))
        if (!parsed.success) break
        yield parsed.data
      }
    }
  }

  /** Forgets what an image of this generation already holds. */
  dropBefore(generation: number): void {
    for (const each of this.#generations()) if (each < generation) rmSync(this.#path(each), { force: true })
  }

  close(): void {
    if (this.#descriptor >= 0) closeSync(this.#descriptor)
    this.#descriptor = -1
  }

  #generations(): number[] {
    const found = readdirSync(this.#directory).map((name) => NAME.exec(name)?.[1])
    return found
      .filter((text) => text !== undefined)
      .map(Number)
      .sort((a, b) => a - b)
  }

  #path(generation: number): string {
    return join(this.#directory, `changes-${generation}.log`)
  }
}
