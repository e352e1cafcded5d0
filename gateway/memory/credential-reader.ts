import {
  ARENA_CHUNK_BITS,
  ARENA_CHUNK_BYTES,
  CHUNK_RECORDS,
  CHUNK_RECORDS_BITS,
  type CredentialGrowth,
  type CredentialMemory,
  DOUBLE_EXPIRY,
  INDEX_EMPTY,
  RECORD_WORDS,
  STATE_FREE,
  WORD_APPLICATION,
  WORD_DIGEST,
  WORD_ID,
  WORD_STATUS,
} from './credential-layout.ts'

/** A consistent copy of one record. `word` stays equal in the table for as long as nothing of it changed. */
export interface FoundCredential {
  record: number
  word: number
  state: number
  id: string
  application: number
  /** Milliseconds since the epoch; Infinity for never. */
  expiresAt: number
}

const WORDS = RECORD_WORDS
const IN_CHUNK = CHUNK_RECORDS - 1
const READ_ATTEMPTS_MAX = 1_000

/** Reads the credential table from any thread, while the main thread writes it. */
export class CredentialReader {
  index: Int32Array<SharedArrayBuffer>
  readonly words: Int32Array<SharedArrayBuffer>[] = []
  readonly doubles: Float64Array<SharedArrayBuffer>[] = []
  readonly arena: Buffer[] = []

  constructor(memory: CredentialMemory) {
    this.index = new Int32Array(memory.index)
    this.grow({ records: memory.records, arena: memory.arena })
  }

  /** Takes up memory that the writer added. */
  grow(growth: CredentialGrowth): void {
    if (growth.index) this.index = new Int32Array(growth.index)
    for (const chunk of growth.records) {
      this.words.push(new Int32Array(chunk))
      this.doubles.push(new Float64Array(chunk))
    }
    for (const chunk of growth.arena) this.arena.push(Buffer.from(chunk))
  }

  /** The record's status word, in one atomic load. */
  wordOf(record: number): number {
    const words = this.words[record >> CHUNK_RECORDS_BITS]
    return words === undefined ? 0 : Atomics.load(words, (record & IN_CHUNK) * WORDS + WORD_STATUS)
  }

  /** Finds a credential by its SHA-256 digest (32 bytes). Null when the table holds none. */
  find(digest: Buffer): FoundCredential | null {
    const first = digest.readInt32LE(0)
    const mask = this.index.length - 1
    for (let at = first & mask; ; at = (at + 1) & mask) {
      const entry = Atomics.load(this.index, at)
      if (entry === INDEX_EMPTY) return null
      if (entry > 0 && this.#matches(entry - 1, digest, first)) {
        const found = this.#read(entry - 1)
        // The record may have been given to another credential between the two looks.
        if (
          found !== null &&
          this.#matches(entry - 1, digest, first) &&
          this.wordOf(entry - 1) === found.word
        )
          return found
      }
    }
  }

  #matches(record: number, digest: Buffer, first: number): boolean {
    const words = this.words[record >> CHUNK_RECORDS_BITS]
    if (words === undefined) return false
    const base = (record & IN_CHUNK) * WORDS + WORD_DIGEST
    if (words[base] !== first) return false
    for (let i = 1; i < 8; i++) if (words[base + i] !== digest.readInt32LE(i * 4)) return false
    return true
  }

  #read(record: number): FoundCredential | null {
    const words = this.words[record >> CHUNK_RECORDS_BITS]!
    const doubles = this.doubles[record >> CHUNK_RECORDS_BITS]!
    const base = (record & IN_CHUNK) * WORDS
    for (let attempt = 0; attempt < READ_ATTEMPTS_MAX; attempt++) {
      const word = Atomics.load(words, base + WORD_STATUS)
      if ((word & 3) === STATE_FREE) return null
      const application = words[base + WORD_APPLICATION]!
      const expiresAt = doubles[(base >> 1) + DOUBLE_EXPIRY]!
      const id = this.text(words[base + WORD_ID]!)
      if (Atomics.load(words, base + WORD_STATUS) === word)
        return { record, word, state: word & 3, id, application, expiresAt }
    }
    return null
  }

  /** A text of the arena, by its place. Texts never lie across two chunks. */
  text(place: number): string {
    const chunk = this.arena[place >>> ARENA_CHUNK_BITS]
    const at = place & (ARENA_CHUNK_BYTES - 1)
    return chunk === undefined ? '' : chunk.toString('utf8', at + 1, at + 1 + chunk[at]!)
  }
}
