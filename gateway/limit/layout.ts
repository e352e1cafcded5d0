/**
 * How one subscription's limits and counters lie in shared memory: a slot of 72 doubles, of which the first holds two
 * words (lock, flags). Times of the rate limit are milliseconds of the machine's monotonic clock, times of the quota
 * milliseconds since the epoch in the subscription's own time. A charge of a budget has a slot of its own, of which only
 * what is said of quotas is used.
 */
export const SLOT_DOUBLES = 72
export const SLOTS_CHUNK_BITS = 8
export const SLOTS_CHUNK = 1 << SLOTS_CHUNK_BITS
export const SLOT_CHUNK_BYTES = SLOTS_CHUNK * SLOT_DOUBLES * 8

export const WORD_LOCK = 0
export const WORD_FLAGS = 1
export const FLAG_RATE = 1
export const FLAG_BURST = 2
export const FLAG_QUOTA = 4
export const FLAG_BUDGET = 8

/** Of a budget's slot: a number that no other holder of the slot ever had. */
export const OWNER = 1

export const REQUESTS = 1
export const WINDOW_MS = 2
export const BURST = 3
/** When the burst bucket is empty, as GCRA's theoretical arrival time. */
export const ARRIVAL = 4
/** Requests counted in the window. */
export const USED = 5
export const NEWEST = 6
export const LIVE = 7

export const QUOTA = 8
export const PERIOD_START = 9
export const PERIOD_END = 10
export const GRANTED = 11
export const SPENT = 12
/** 0, or why nothing is left. */
export const EXHAUSTED = 13
export const BY_QUOTA = 1
export const BY_CREDIT = 2
export const BY_SPEND_CAP = 3
export const RECHECK_AT = 14
export const ASKED = 15
/** What all other gateways were granted in the period, as sync said last. */
export const USED_ELSEWHERE = 16
/** Ask for more when so much is spent. */
export const ASK_AT = 17

/** A window is counted in buckets of a sixteenth; two more may be partly inside it. */
export const BUCKETS = 18
export const WINDOW_PARTS = 16
export const BUCKET_FIRST = 18
export const BUCKET_LAST = 36
export const BUCKET_COUNT = 54
