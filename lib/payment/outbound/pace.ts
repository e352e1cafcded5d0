const SECOND_MS = 1_000
const PAUSE_MS_MAX = 30 * 60 * SECOND_MS

/** Work that still fails so long after it was noted is given up, and shown as such. */
export const GIVE_UP_MS = 3 * 86_400_000

/** Pause after the `attempts`-th attempt: a second, then twice as long each time, half an hour at most. Pure. */
export const pauseMs = (attempts: number): number =>
  Math.min(PAUSE_MS_MAX, SECOND_MS * 2 ** Math.min(attempts - 1, 20))
