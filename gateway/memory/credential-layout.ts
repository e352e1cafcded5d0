/**
 * How credentials lie in shared memory. Records stand in chunks of fixed size (so that the table grows by adding a
 * chunk); an index of record numbers, open addressing by the digest's first word, finds them.
 *
 * A record is 14 words: 0 status word · 1 application (its text's place) · 2–3 expiry (double) · 4–11 SHA-256 digest ·
 * 12 place of the id's text · 13 room kept for that text. A text lies in the arena as one byte of length and UTF-8.
 * The status word is `sequence << 2 | state`: each change draws a new sequence, so a reader that finds the word
 * unchanged after reading knows that what it read belongs together.
 */
export const RECORD_WORDS = 14
export const RECORD_BYTES = RECORD_WORDS * 4
export const CHUNK_RECORDS_BITS = 14
export const CHUNK_RECORDS = 1 << CHUNK_RECORDS_BITS
export const CHUNK_BYTES = CHUNK_RECORDS * RECORD_BYTES

export const WORD_STATUS = 0
export const WORD_APPLICATION = 1
export const DOUBLE_EXPIRY = 1
export const WORD_DIGEST = 4
export const WORD_ID = 12
export const WORD_ID_ROOM = 13

export const STATE_FREE = 0
export const STATE_ACTIVE = 1
export const STATE_REVOKED = 2

export const ARENA_CHUNK_BITS = 18
export const ARENA_CHUNK_BYTES = 1 << ARENA_CHUNK_BITS

export const INDEX_EMPTY = 0
export const INDEX_TOMBSTONE = -1

/** What a thread needs to read the table: every part is shared, none is copied. */
export interface CredentialMemory {
  index: SharedArrayBuffer
  records: SharedArrayBuffer[]
  arena: SharedArrayBuffer[]
}

/** Memory added since the last message: the whole index when it was replaced, and new chunks behind the known ones. */
export interface CredentialGrowth {
  index?: SharedArrayBuffer
  records: SharedArrayBuffer[]
  arena: SharedArrayBuffer[]
}
