import { Client } from 'pg'
import type { Logger } from 'pino'
import { CONFIG_CHANGE_CHANNEL } from '#lib/core/config-change.ts'
import { APPLICATION_NAME } from './database.ts'

const RECONNECT_MS = 500
const POLL_INTERVAL_MS = 1_000
const COALESCE_MS = 25

export type WatchOptions = {
  connectionString: string
  environmentId: string
  log: Logger
  /** Brings sync up to the database's revision. */
  advance: (isUrgent: boolean) => Promise<void>
  /** Asks the database how things stand; throws when it does not answer. */
  poll: () => Promise<void>
}

/**
 * Wakes sync when configuration changes: at once for an urgent change, after a short gathering for others. Polling
 * stands behind the notifications, which are lost while the listening connection is down.
 */
export class DatabaseWatch {
  readonly #options: WatchOptions
  #client: Client | null = null
  #timers = new Set<NodeJS.Timeout>()
  #gathering: NodeJS.Timeout | null = null
  #isAdvancing = false
  #isWanted = false
  #isUrgent = false
  #isStopped = false

  constructor(options: WatchOptions) {
    this.#options = options
  }

  start(): void {
    void this.#listen()
    void this.#poll()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    if (this.#gathering) clearTimeout(this.#gathering)
    await this.#client?.end().catch(() => {})
  }

  /** Something changed. */
  wake(isUrgent: boolean): void {
    this.#isUrgent ||= isUrgent
    if (this.#isUrgent) this.#run()
    else this.#gathering ??= setTimeout(() => this.#run(), COALESCE_MS)
  }

  #run(): void {
    if (this.#gathering) clearTimeout(this.#gathering)
    this.#gathering = null
    this.#isWanted = true
    if (!this.#isAdvancing) void this.#advance()
  }

  async #advance(): Promise<void> {
    this.#isAdvancing = true
    while (this.#isWanted && !this.#isStopped) {
      const isUrgent = this.#isUrgent
      this.#isWanted = false
      this.#isUrgent = false
      try {
        await this.#options.advance(isUrgent)
      } catch (error) {
        // The poll comes back to it, and says when the database is away.
        this.#options.log.error({ err: error }, 'could not advance')
      }
    }
    this.#isAdvancing = false
  }

  async #listen(): Promise<void> {
    const client = new Client({
      connectionString: this.#options.connectionString,
      application_name: APPLICATION_NAME,
      keepAlive: true,
    })
    this.#client = client
    let isOver = false
    const again = (error?: Error) => {
      if (isOver) return
      isOver = true
      if (this.#isStopped) return
      this.#options.log.warn({ err: error }, 'no longer listening to the database')
      client.end().catch(() => {})
      this.#later(RECONNECT_MS, () => void this.#listen())
    }
    client.on('error', again)
    client.on('end', () => again())
    client.on('notification', ({ payload }) => this.#notified(payload ?? ''))
    try {
      await client.connect()
      await client.query(`LISTEN ${CONFIG_CHANGE_CHANNEL}`)
      this.wake(true)
    } catch (error) {
      again(error as Error)
    }
  }

  #notified(payload: string): void {
    try {
      const change = JSON.parse(payload) as { environmentId?: string; isUrgent?: boolean }
      if (change.environmentId === this.#options.environmentId) this.wake(change.isUrgent === true)
    } catch {
      this.wake(true)
    }
  }

  async #poll(): Promise<void> {
    try {
      await this.#options.poll()
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the database does not answer')
    }
    if (!this.#isStopped) this.#later(POLL_INTERVAL_MS, () => void this.#poll())
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, ms)
    this.#timers.add(timer)
  }
}
