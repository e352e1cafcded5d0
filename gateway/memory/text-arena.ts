import { ARENA_CHUNK_BITS, ARENA_CHUNK_BYTES } from './credential-layout.ts'

/** Longest text in bytes: the length is kept in one byte. */
export const TEXT_BYTES_MAX = 255

/** Append-only texts in shared memory; a text's place is its number for every thread. */
export class TextArena {
  readonly #chunks: Buffer[]
  readonly #onChunk: (chunk: SharedArrayBuffer) => void
  #next: number

  /** `chunks` holds `used` bytes already; `onChunk` hears of each chunk that is added. */
  constructor(chunks: Buffer[], used: number, onChunk: (chunk: SharedArrayBuffer) => void) {
    this.#chunks = chunks
    this.#next = used
    this.#onChunk = onChunk
  }

  get used(): number {
    return this.#next
  }

  /** Writes a text with room for `room` bytes and returns its place. */
  append(text: string, room = Buffer.byteLength(text)): number {
    if (room > TEXT_BYTES_MAX) throw new RangeError('text is too long for the arena')
    const left = ARENA_CHUNK_BYTES - (this.#next & (ARENA_CHUNK_BYTES - 1))
    if (left < room + 1) this.#next += left
    const place = this.#next
    this.#next += room + 1
    if (place >>> ARENA_CHUNK_BITS >= this.#chunks.length) {
      const chunk = new SharedArrayBuffer(ARENA_CHUNK_BYTES)
      this.#chunks.push(Buffer.from(chunk))
      this.#onChunk(chunk)
    }
    this.overwrite(place, text)
    return place
  }

  /** Replaces the text at a place that has room for it. */
  overwrite(place: number, text: string): void {
    const chunk = this.#chunks[place >>> ARENA_CHUNK_BITS]!
    const at = place & (ARENA_CHUNK_BYTES - 1)
    chunk[at] = chunk.write(text, at + 1)
  }
}
