/**
 * A lock in shared memory for sections of some hundred nanoseconds. States: 0 free, 1 held, 2 held and waited for.
 * A thread spins first, then sleeps on the word, so that a holder that lost its core is not starved by the waiters.
 */
const SPINS_MAX = 200
const SLEEP_MS = 1

/** Takes the lock at `words[index]`; returns when it is held. Never call twice in one thread. */
export function lock(words: Int32Array<SharedArrayBuffer>, index: number): void {
  if (Atomics.compareExchange(words, index, 0, 1) === 0) return
  lockSlowly(words, index)
}

function lockSlowly(words: Int32Array<SharedArrayBuffer>, index: number): void {
  for (let i = 0; i < SPINS_MAX; i++) {
    if (Atomics.compareExchange(words, index, 0, 1) === 0) return
  }
  while (Atomics.exchange(words, index, 2) !== 0) Atomics.wait(words, index, 2, SLEEP_MS)
}

/** Gives the lock back and wakes one sleeper, if any. */
export function unlock(words: Int32Array<SharedArrayBuffer>, index: number): void {
  if (Atomics.exchange(words, index, 0) === 2) Atomics.notify(words, index, 1)
}
