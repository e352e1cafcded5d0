const MINUTE_MS = 60_000
const PAUSE_MS_MAX = 6 * 60 * MINUTE_MS

/** A mail that could not be sent so long after it was written is given up: late, it would only confuse. */
export const GIVE_UP_MS = 3 * 24 * 60 * MINUTE_MS

/** Pause after the `attempts`-th attempt: a minute, then twice as long each time, six hours at most. Pure. */
export const pauseMs = (attempts: number): number =>
  Math.min(PAUSE_MS_MAX, MINUTE_MS * 2 ** Math.min(attempts - 1, 20))

type Sending = { sentAt: Date | null; nextAttemptAt: Date; createdAt: Date }

/** True when no further attempt is made: the next one would be too late, or the mail is too old by now. */
export const isGivenUp = (mail: Sending, now: Date): boolean =>
  mail.sentAt === null &&
  Math.max(mail.nextAttemptAt.getTime(), now.getTime()) - mail.createdAt.getTime() >= GIVE_UP_MS
