import type { Logger } from 'pino'
import type { MessageOf, SyncMessage } from '../contract/index.ts'
import type { Running } from '../diff/history.ts'
import type { Snapshot, StateKeeper } from '../state/state-keeper.ts'
import { type Target, UnsupportedResource } from '../targets/target.ts'
import { sendSnapshot } from './send-snapshot.ts'

const BACKOFF_MS_MAX = 60_000
/** A gateway that neither confirms nor rejects for so long has lost its way. */
const ANSWER_TIMEOUT_MS = 120_000

export type OfferingPort = {
  /** Resolves when the frame has left for the kernel: that is the backpressure. */
  send(message: SyncMessage): Promise<void>
  /** The connection cannot go on. */
  fail(error: unknown): void
  /** The gateway's version cannot enforce what is configured. */
  unsupported(revision: number, reason: string): void
  /** Waits for a turn: few snapshots are read at once. */
  withTurn(work: () => Promise<void>): Promise<void>
}

const isSame = (a: Running, b: Running): boolean => a.revision === b.revision && a.checksum === b.checksum

/** Brings one gateway from what it runs to the present state: one message in flight, all that comes meanwhile in the next. */
export class Offering {
  readonly #keeper: StateKeeper
  readonly #target: Target
  readonly #port: OfferingPort
  readonly #log: Logger
  #running: Running
  #offered: Running | null = null
  #isPreparing = false
  #isEnded = false
  #isSnapshotNeeded = false
  /** What came after this revision is to be offered once more, for want of a receipt. */
  #unprovenFrom: number | null = null
  #failures = 0
  #notBefore = 0
  #retryTimer: NodeJS.Timeout | undefined
  #answerTimer: NodeJS.Timeout | undefined

  constructor(keeper: StateKeeper, running: Running, target: Target, port: OfferingPort, log: Logger) {
    this.#keeper = keeper
    this.#running = running
    this.#target = target
    this.#port = port
    this.#log = log
  }

  /** What is being offered or prepared, if anything. */
  get offered(): Running | null {
    return this.#offered
  }

  /** The receipt for what the gateway runs is missing: asks for it by offering again what came after `revision`. */
  prove(revision: number): void {
    if (this.#running.revision > 0) this.#unprovenFrom = revision
  }

  /** Sends what the gateway lacks, unless it still works on something. An urgent change does not wait for a backoff. */
  next(isUrgent = false): void {
    if (this.#isEnded || this.#isPreparing || this.#offered) return
    const isThere = isSame(this.#running, this.#keeper.state.running)
    if (isThere && !this.#isSnapshotNeeded && this.#unprovenFrom === null) return
    const waitMs = isUrgent ? 0 : this.#notBefore - Date.now()
    clearTimeout(this.#retryTimer)
    if (waitMs > 0) {
      this.#retryTimer = setTimeout(() => this.next(), waitMs)
      return
    }
    const delta = this.#isSnapshotNeeded ? null : this.#keeper.state.history.deltaFrom(this.#running)
    if (delta) {
      this.#offerDelta(delta)
      return
    }
    this.#isPreparing = true
    this.#prepare()
      .catch((error: unknown) => this.#port.fail(error))
      .finally(() => {
        this.#isPreparing = false
        this.next()
      })
  }

  /** The gateway runs this now. */
  confirm(running: Running): void {
    const isOffered = this.#offered !== null && isSame(running, this.#offered)
    if (isOffered) this.#unprovenFrom = null
    // A repeat of what is known says nothing of what is in flight.
    if (!isOffered && isSame(running, this.#running)) return
    this.#settle()
    this.#running = running
    if (isOffered) {
      this.#failures = 0
      this.#notBefore = 0
      this.#isSnapshotNeeded = false
    }
    this.next()
  }

  /** The gateway refused what was offered: again later, and later still. */
  reject(): void {
    this.#settle()
    this.#backOff(0)
    this.next()
  }

  /** The gateway asks for everything anew. The first time at once: later ones may be a loop. */
  resync(): void {
    this.#settle()
    this.#isSnapshotNeeded = true
    this.#backOff(1)
    this.next()
  }

  end(): void {
    this.#isEnded = true
    this.#settle()
    clearTimeout(this.#retryTimer)
  }

  #backOff(freeFailures: number): void {
    this.#failures++
    const doublings = this.#failures - 1 - freeFailures
    this.#notBefore = doublings < 0 ? 0 : Date.now() + Math.min(BACKOFF_MS_MAX, 1_000 * 2 ** doublings)
  }

  #settle(): void {
    this.#offered = null
    clearTimeout(this.#answerTimer)
  }

  async #prepare(): Promise<void> {
    const { state } = this.#keeper
    if (this.#unprovenFrom !== null && isSame(this.#running, state.running)) return this.#offerAgain()
    const known = state.history.checksumOf(this.#running.revision)
    const isBehind = this.#running.revision > 0 && this.#running.revision < state.running.revision
    const isDifferent = known !== undefined && known !== this.#running.checksum
    if (!this.#isSnapshotNeeded && isBehind && !isDifferent) {
      const delta = await this.#keeper.deltaFrom(this.#running)
      if (delta) return this.#offerDelta(delta)
    }
    await this.#port.withTurn(() => this.#keeper.withSnapshot((snapshot) => this.#offerSnapshot(snapshot)))
  }

  /** What the gateway runs already, as a change: it proves that on itself once more and sends the receipt. */
  async #offerAgain(): Promise<void> {
    const { revision, checksum } = this.#running
    const delta = await this.#keeper.deltaFrom({ revision: this.#unprovenFrom ?? revision, checksum })
    // Too much to be sent again, or no longer in the log: then nothing in particular is proved.
    const nothing = { type: 'delta' as const, revision, put: [], remove: [], checksum }
    this.#offerDelta({ ...(delta ?? nothing), fromRevision: revision })
  }

  #offerDelta(delta: MessageOf<'delta'>): void {
    this.#guard(delta.revision, () => {
      const put = delta.put.map((resource) => this.#target.translate(resource))
      this.#await({ revision: delta.revision, checksum: delta.checksum })
      this.#port.send({ ...delta, put }).catch((error: unknown) => this.#port.fail(error))
    })
  }

  async #offerSnapshot(snapshot: Snapshot): Promise<void> {
    const { revision, checksum } = snapshot
    await sendSnapshot(snapshot, this.#target, (message) => {
      if (this.#isEnded) throw new Error('the connection ended')
      // The receipt can only come after the last frame, but it may come before that frame's promise resolves.
      if (message.type === 'snapshot-end') this.#await({ revision, checksum })
      return this.#port.send(message)
    }).catch((error: unknown) =>
      this.#guard(revision, () => {
        throw error
      }),
    )
  }

  /** Stops offering for good when the gateway cannot enforce a kind. */
  #guard(revision: number, work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof UnsupportedResource)) throw error
      this.end()
      this.#port.unsupported(revision, error.message)
    }
  }

  #await(offered: Running): void {
    this.#offered = offered
    this.#log.debug({ revision: offered.revision }, 'configuration offered')
    this.#answerTimer = setTimeout(
      () => this.#port.fail(new Error(`no answer to revision ${offered.revision}`)),
      ANSWER_TIMEOUT_MS,
    )
  }
}
