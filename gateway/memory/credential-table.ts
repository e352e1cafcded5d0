import type { Credential } from '#gateway-sync/contract/index.ts'
import {
  CHUNK_BYTES,
  CHUNK_RECORDS,
  CHUNK_RECORDS_BITS,
  type CredentialGrowth,
  type CredentialMemory,
  DOUBLE_EXPIRY,
  INDEX_EMPTY,
  INDEX_TOMBSTONE,
  RECORD_WORDS,
  STATE_ACTIVE,
  STATE_FREE,
  STATE_REVOKED,
  WORD_APPLICATION,
  WORD_DIGEST,
  WORD_ID,
  WORD_ID_ROOM,
  WORD_STATUS,
} from './credential-layout.ts'
import { CredentialReader } from './credential-reader.ts'
import { TextArena } from './text-arena.ts'
import { capacityFor, TextIndex } from './text-index.ts'

const INDEX_CAPACITY_MIN = 4096

/** Numbers that, with the memory itself, make the table up: what an image on disk has to keep. */
export interface CredentialTableState {
  records: number
  size: number
  arenaUsed: number
}

/**
 * The credentials of an environment, in memory that all threads share. Only one thread writes. What a put or a
 * removal says holds in every thread as soon as the call returns; memory that was added must be handed to the
 * readers by `takeGrowth` before what was put there is found by them.
 */
export class CredentialTable {
  readonly memory: CredentialMemory
  readonly reader: CredentialReader
  readonly #arena: TextArena
  readonly #ids: TextIndex
  readonly #applications: TextIndex
  readonly #free: number[] = []
  #growth: CredentialGrowth | null = null
  #records: number
  #size: number
  /** Index slots in use, tombstones included. */
  #indexed: number
  #sequence = 1

  constructor(memory: CredentialMemory | null = null, state: CredentialTableState | null = null) {
    this.memory = memory ?? { index: new SharedArrayBuffer(INDEX_CAPACITY_MIN * 4), records: [], arena: [] }
    this.reader = new CredentialReader(this.memory)
    this.#records = state?.records ?? 0
    this.#size = state?.size ?? 0
    this.#indexed = this.#size
    this.#arena = new TextArena(this.reader.arena, state?.arenaUsed ?? 0, (chunk) => {
      this.memory.arena.push(chunk)
      this.#grown().arena.push(chunk)
    })
    this.#ids = new TextIndex((record) => this.#idOf(record), capacityFor(this.#records))
    this.#applications = new TextIndex((place) => this.reader.text(place))
    if (this.#records > 0) this.#index()
  }

  get size(): number {
    return this.#size
  }

  get state(): CredentialTableState {
    return { records: this.#records, size: this.#size, arenaUsed: this.#arena.used }
  }

  /** The place by which every thread names this application. */
  application(id: string): number {
    const known = this.#applications.find(id)
    if (known >= 0) return known
    const place = this.#arena.append(id)
    this.#applications.add(id, place)
    return place
  }

  /** Adds a credential or replaces the one of the same id. */
  put(credential: Credential): void {
    const known = this.#ids.find(credential.id)
    if (known >= 0 && this.#isSameKey(known, credential)) {
      this.#publish(known, credential)
      return
    }
    if (known >= 0) this.#release(known, credential.id)
    const record = this.#free.pop() ?? this.#newRecord()
    this.#fill(record, credential)
    this.#ids.add(credential.id, record)
    this.#enter(record)
    this.#size++
  }

  /** Removes a credential; false when there is none of this id. */
  remove(id: string): boolean {
    const record = this.#ids.find(id)
    if (record < 0) return false
    this.#release(record, id)
    return true
  }

  /** The credential as it was put, or null. */
  get(id: string): Credential | null {
    const record = this.#ids.find(id)
    return record < 0 ? null : this.#specOf(record)
  }

  /** Every credential, in no order. */
  *all(): Generator<Credential> {
    for (let record = 0; record < this.#records; record++) {
      if ((this.reader.wordOf(record) & 3) !== STATE_FREE) yield this.#specOf(record)
    }
  }

  /** Memory added since the last call, to be handed to every reader; null when none was. */
  takeGrowth(): CredentialGrowth | null {
    const growth = this.#growth
    this.#growth = null
    return growth
  }

  #grown(): CredentialGrowth {
    this.#growth ??= { records: [], arena: [] }
    return this.#growth
  }

  #words(record: number): Int32Array<SharedArrayBuffer> {
    return this.reader.words[record >> CHUNK_RECORDS_BITS]!
  }

  #base(record: number): number {
    return (record & (CHUNK_RECORDS - 1)) * RECORD_WORDS
  }

  #idOf(record: number): string {
    return this.reader.text(this.#words(record)[this.#base(record) + WORD_ID]!)
  }

  #isSameKey(record: number, credential: Credential): boolean {
    const application = this.#words(record)[this.#base(record) + WORD_APPLICATION]!
    return (
      this.#digestOf(record) === credential.digest &&
      this.reader.text(application) === credential.applicationId
    )
  }

  #digestOf(record: number): string {
    const words = this.#words(record)
    const at = (this.#base(record) + WORD_DIGEST) * 4
    return Buffer.from(words.buffer, at, 32).toString('hex')
  }

  #specOf(record: number): Credential {
    const words = this.#words(record)
    const base = this.#base(record)
    const expiresAt = this.reader.doubles[record >> CHUNK_RECORDS_BITS]![(base >> 1) + DOUBLE_EXPIRY]!
    return {
      id: this.#idOf(record),
      applicationId: this.reader.text(words[base + WORD_APPLICATION]!),
      digest: this.#digestOf(record),
      expiresAt: expiresAt === Number.POSITIVE_INFINITY ? null : expiresAt,
      status: (words[base + WORD_STATUS]! & 3) === STATE_REVOKED ? 'revoked' : 'active',
    }
  }

  #newRecord(): number {
    const record = this.#records++
    if (record >> CHUNK_RECORDS_BITS >= this.reader.words.length) {
      const chunk = new SharedArrayBuffer(CHUNK_BYTES)
      this.memory.records.push(chunk)
      this.reader.grow({ records: [chunk], arena: [] })
      this.#grown().records.push(chunk)
    }
    return record
  }

  /** Fills a free record; readers find it only when its status word says so, by the last store. */
  #fill(record: number, credential: Credential): void {
    const words = this.#words(record)
    const base = this.#base(record)
    words[base + WORD_APPLICATION] = this.application(credential.applicationId)
    Buffer.from(words.buffer, (base + WORD_DIGEST) * 4, 32).write(credential.digest, 'hex')
    this.#writeId(words, base, credential.id)
    this.#publish(record, credential)
  }

  /** Sets expiry and state of a filled record: one atomic store, seen by all threads at once. */
  #publish(record: number, credential: Credential): void {
    const base = this.#base(record)
    const state = credential.status === 'active' ? STATE_ACTIVE : STATE_REVOKED
    this.reader.doubles[record >> CHUNK_RECORDS_BITS]![(base >> 1) + DOUBLE_EXPIRY] =
      credential.expiresAt ?? Number.POSITIVE_INFINITY
    this.#sequence = (this.#sequence + 1) & 0x1fffffff
    Atomics.store(this.#words(record), base + WORD_STATUS, (this.#sequence << 2) | state)
  }

  #writeId(words: Int32Array<SharedArrayBuffer>, base: number, id: string): void {
    const room = words[base + WORD_ID_ROOM]!
    const size = Buffer.byteLength(id)
    if (room >= size) {
      this.#arena.overwrite(words[base + WORD_ID]!, id)
      return
    }
    words[base + WORD_ID] = this.#arena.append(id, size)
    words[base + WORD_ID_ROOM] = size
  }

  #release(record: number, id: string): void {
    const words = this.#words(record)
    const base = this.#base(record)
    const index = this.reader.index
    const mask = index.length - 1
    Atomics.store(words, base + WORD_STATUS, STATE_FREE)
    for (let at = words[base + WORD_DIGEST]! & mask; index[at] !== INDEX_EMPTY; at = (at + 1) & mask) {
      if (index[at] !== record + 1) continue
      Atomics.store(index, at, INDEX_TOMBSTONE)
      break
    }
    this.#ids.remove(id, record)
    this.#free.push(record)
    this.#size--
  }

  #enter(record: number): void {
    if ((this.#indexed + 1) * 3 > this.reader.index.length * 2) {
      this.#rebuildIndex()
      return
    }
    this.#place(this.reader.index, record)
    this.#indexed++
  }

  #place(index: Int32Array<SharedArrayBuffer>, record: number): void {
    const mask = index.length - 1
    let at = this.#words(record)[this.#base(record) + WORD_DIGEST]! & mask
    while (index[at] !== INDEX_EMPTY) at = (at + 1) & mask
    Atomics.store(index, at, record + 1)
  }

  /** A new index beside the old one: readers use the old one until they are handed the new. */
  #rebuildIndex(): void {
    const index = new Int32Array(new SharedArrayBuffer(capacityFor(this.#size + 1) * 4))
    for (let record = 0; record < this.#records; record++) {
      if ((this.reader.wordOf(record) & 3) !== STATE_FREE) this.#place(index, record)
    }
    this.reader.index = index
    this.memory.index = index.buffer
    this.#indexed = this.#size + 1
    this.#grown().index = index.buffer
  }

  /** After loading an image: what is not shared is built anew. */
  #index(): void {
    let lastApplication = -1
    for (let record = 0; record < this.#records; record++) {
      const words = this.#words(record)
      const base = this.#base(record)
      if ((words[base]! & 3) === STATE_FREE) {
        this.#free.push(record)
        continue
      }
      this.#sequence = Math.max(this.#sequence, words[base]! >>> 2)
      this.#ids.add(this.#idOf(record), record)
      const application = words[base + WORD_APPLICATION]!
      if (application === lastApplication) continue
      lastApplication = application
      const id = this.reader.text(application)
      if (this.#applications.find(id) < 0) this.#applications.add(id, application)
    }
  }
}
