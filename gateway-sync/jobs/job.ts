/** Work that comes back: what is due now is done, in steps that each leave nothing half-done and are harmless to repeat. */
export type Job = {
  /** Unique; also the name of the lock that lets one process at a time do it. */
  name: string
  /** Pause between the end of one run and the next. */
  everyMs: number
  /**
   * Does what is due at `now` (the real time). `signal` says that the process stops: leave off after the present step.
   * Resolves to `more` when it left something over: then it goes on at once.
   */
  run: (now: Date, signal: AbortSignal) => Promise<'more' | 'done'>
}
