import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Logger } from 'pino'
import { z } from 'zod'
import { Lease, type MessageOf } from '#gateway-sync/contract/index.ts'
import { monotonicMs } from '../limit/clock.ts'
import type { Control } from '../memory/control.ts'

const Stored = z.strictObject({
  gatewayId: z.string(),
  environmentId: z.string(),
  lease: Lease,
  /** When sync was last heard, ms since the epoch. */
  confirmedAt: z.number(),
})
type Stored = z.infer<typeof Stored>

const STORE_INTERVAL_MS = 5_000

/**
 * The lease: how long this gateway may serve from a state that nobody confirmed. Every frame of sync renews it. It is
 * kept on disk, so that a restart does not make it longer. Before the first welcome nothing may be served.
 */
export class LeaseKeeper {
  readonly #path: string
  readonly #control: Control
  readonly #logger: Logger
  #known: Stored | null = null
  #storedAt = 0
  #isWarned = false

  constructor(path: string, control: Control, logger: Logger) {
    this.#path = path
    this.#control = control
    this.#logger = logger
    if (existsSync(path)) {
      const parsed = Stored.safeParse(JSON.parse(readFileSync(path, 'utf8') || 'null'))
      if (parsed.success) this.#known = parsed.data
    }
    this.#enforce()
  }

  get gatewayId(): string | null {
    return this.#known?.gatewayId ?? null
  }

  /** Seconds the lease still runs; negative when it is over, null when there was never one. */
  get secondsLeft(): number | null {
    return this.#known && this.#known.lease.seconds - (Date.now() - this.#known.confirmedAt) / 1000
  }

  get onExpiry(): Lease['onExpiry'] | null {
    return this.#known?.lease.onExpiry ?? null
  }

  welcome({ gatewayId, environmentId, lease }: MessageOf<'welcome'>): void {
    this.#known = { gatewayId, environmentId, lease, confirmedAt: Date.now() }
    this.#storedAt = 0
    this.renew()
  }

  /** A frame has come from sync. */
  renew(): void {
    if (this.#known === null) return
    this.#known.confirmedAt = Date.now()
    this.#isWarned = false
    this.#enforce()
    if (this.#known.confirmedAt - this.#storedAt >= STORE_INTERVAL_MS) this.#store()
  }

  /** Says once when the lease has run out and the environment serves on all the same. */
  watch(): void {
    const left = this.secondsLeft
    if (left === null || left > 0 || this.#isWarned) return
    this.#isWarned = true
    this.#logger.warn({ onExpiry: this.onExpiry }, 'the lease has run out: the configuration is unconfirmed')
  }

  #enforce(): void {
    if (this.#known === null) {
      this.#control.setLease(Number.NEGATIVE_INFINITY, true)
      return
    }
    const left = (this.secondsLeft ?? 0) * 1000
    this.#control.setLease(monotonicMs() + left, this.#known.lease.onExpiry === 'refuse')
  }

  #store(): void {
    this.#storedAt = this.#known!.confirmedAt
    try {
      writeFileSync(`${this.#path}.new`, JSON.stringify(this.#known), { mode: 0o600 })
      renameSync(`${this.#path}.new`, this.#path)
    } catch (error) {
      this.#logger.error({ error: (error as Error).message }, 'the lease could not be stored')
    }
  }
}
