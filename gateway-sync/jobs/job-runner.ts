import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Job } from './job.ts'

const BACK_OFF_MS_MAX = 5 * 60_000

/** One run of a job, as those who watch are told of it. */
export type Turn = { job: string; outcome: 'more' | 'done' | 'elsewhere' | 'failed'; ms: number }

/** Pause after the `failures`-th failure in a row: twice as long each time, five minutes at most. Pure. */
export function backOffMs(everyMs: number, failures: number): number {
  return Math.max(everyMs, Math.min(BACK_OFF_MS_MAX, Math.max(everyMs, 250) * 2 ** Math.min(failures, 20)))
}

/**
 * Runs each job again and again, one process at a time: a lock of the job's name is held by a connection of the pool, and
 * the database gives it up when the process dies. So the pool's size is also how many jobs run at once. A job that fails
 * is logged and tried again, later each time; the others do not notice.
 */
export class JobRunner {
  readonly #jobs: Job[]
  readonly #pool: Pool
  readonly #log: Logger
  readonly #onTurn: (turn: Turn) => void
  readonly #stopping = new AbortController()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #running = new Set<Promise<void>>()

  constructor(jobs: Job[], pool: Pool, log: Logger, onTurn: (turn: Turn) => void = () => {}) {
    const names = new Set(jobs.map(({ name }) => name))
    if (names.size !== jobs.length) throw new Error('Two jobs have one name.')
    this.#jobs = jobs
    this.#pool = pool
    this.#log = log
    this.#onTurn = onTurn
  }

  /** Each job runs at once, and from then on by its own pace. */
  start(): void {
    for (const job of this.#jobs) this.#schedule(job, 0, 0)
  }

  /** Starts nothing more; resolves when what runs has left off. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    await Promise.all(this.#running)
  }

  #schedule(job: Job, delayMs: number, failures: number): void {
    if (this.#stopping.signal.aborted) return
    const timer = setTimeout(() => {
      const turn = this.#turn(job, failures).finally(() => this.#running.delete(turn))
      this.#running.add(turn)
    }, delayMs)
    this.#timers.set(job.name, timer)
  }

  async #turn(job: Job, failures: number): Promise<void> {
    const startedAt = Date.now()
    try {
      const outcome = await this.#runLocked(job)
      this.#onTurn({ job: job.name, outcome, ms: Date.now() - startedAt })
      this.#schedule(job, outcome === 'more' ? 0 : job.everyMs, 0)
    } catch (error) {
      this.#onTurn({ job: job.name, outcome: 'failed', ms: Date.now() - startedAt })
      const pauseMs = backOffMs(job.everyMs, failures + 1)
      this.#log.error({ job: job.name, err: error, failures: failures + 1, pauseMs }, 'job failed')
      this.#schedule(job, pauseMs, failures + 1)
    }
  }

  async #runLocked(job: Job): Promise<'more' | 'done' | 'elsewhere'> {
    const client = await this.#pool.connect()
    // A connection that dies while the job runs reports here; to give the lock back then fails, which is enough.
    const ignore = () => {}
    client.on('error', ignore)
    let isSound = false
    try {
      const { rows } = await client.query<{ isMine: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 8)) AS "isMine"',
        [job.name],
      )
      const outcome = rows[0]?.isMine ? await job.run(new Date(), this.#stopping.signal) : 'elsewhere'
      if (rows[0]?.isMine)
        await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 8))', [job.name])
      isSound = true
      return outcome
    } finally {
      client.off('error', ignore)
      // The lock lives as long as its connection: one on which anything went wrong is thrown away.
      client.release(!isSound)
    }
  }
}
