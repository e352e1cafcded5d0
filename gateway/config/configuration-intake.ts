import type { Logger } from 'pino'
import type { GatewayMessage, MessageOf } from '#gateway-sync/contract/index.ts'
import type { ConfigurationApplier } from './apply.ts'
import { type Fault, faultOfDelta } from './check.ts'
import { SnapshotIntake } from './snapshot-intake.ts'
import { ConfigurationState } from './state.ts'

export type ConfigurationMessage = MessageOf<'delta' | 'snapshot-begin' | 'snapshot-chunk' | 'snapshot-end'>

/**
 * Takes configuration messages one after the other: each is judged whole, then applied and answered with a receipt,
 * or refused with a rejection or a call for everything anew, and then what ran before goes on running.
 */
export class ConfigurationIntake {
  readonly #applier: ConfigurationApplier
  readonly #send: (message: GatewayMessage) => void
  readonly #logger: Logger
  #snapshot: SnapshotIntake | null = null
  #work: Promise<void> = Promise.resolve()
  state: ConfigurationState
  rejections = 0
  /** False until there is a configuration: from disk, from sync, or by its word that it has none yet. */
  isConfigured: boolean

  constructor(
    state: ConfigurationState,
    applier: ConfigurationApplier,
    send: (message: GatewayMessage) => void,
    logger: Logger,
  ) {
    this.state = state
    this.isConfigured = state.revision > 0
    this.#applier = applier
    this.#send = send
    this.#logger = logger
  }

  /** A new connection begins: what was offered on the last one is void. */
  reset(): void {
    this.#snapshot = null
  }

  /** Sync serves this revision: where nothing was ever published, running nothing is right. */
  confirm(revision: number): void {
    if (revision === this.state.revision) this.isConfigured = true
  }

  /** Takes a message that arrived at `arrivedAt` (`performance.now()`). */
  take(message: ConfigurationMessage, arrivedAt: number): void {
    const work = async () => {
      try {
        await this.#take(message, arrivedAt)
      } catch (error) {
        this.#logger.error({ error: (error as Error).message }, 'a configuration could not be applied')
        this.#send({ type: 'resync', reason: (error as Error).message.slice(0, 500) })
      }
    }
    this.#work = this.#work.then(work)
  }

  /** Settles when everything taken so far is done. */
  idle(): Promise<void> {
    return this.#work
  }

  /** Refuses what could not even be read as a configuration message. */
  reject(revision: number, fault: Extract<Fault, { kind: 'reject' }>): void {
    this.rejections++
    this.#logger.error({ revision, reason: fault.reason, resource: fault.resource }, 'configuration rejected')
    const { reason, resource } = fault
    this.#send({ type: 'rejection', revision, reason: reason.slice(0, 2000), ...(resource && { resource }) })
  }

  async #take(message: ConfigurationMessage, arrivedAt: number): Promise<void> {
    switch (message.type) {
      case 'delta': {
        const fault = faultOfDelta(this.state, message)
        if (fault !== null) return this.#refuse(message.revision, fault)
        this.#send(await this.#applier.applyDelta(this.state, message, arrivedAt))
        this.isConfigured = true
        return
      }
      case 'snapshot-begin':
        this.#snapshot = new SnapshotIntake(message)
        return
      case 'snapshot-chunk':
        if (this.#snapshot === null) return this.#refuse(this.state.revision, outOfPlace)
        return this.#snapshot.add(message)
      case 'snapshot-end':
        return this.#finish(message, arrivedAt)
    }
  }

  async #finish(message: MessageOf<'snapshot-end'>, arrivedAt: number): Promise<void> {
    const snapshot = this.#snapshot
    this.#snapshot = null
    if (snapshot === null) return this.#refuse(message.revision, outOfPlace)
    const result = snapshot.end(message)
    if (!(result instanceof ConfigurationState)) return this.#refuse(message.revision, result)
    const before = this.state
    const receipt = await this.#applier.applyWhole(before, result, arrivedAt)
    this.state = result
    this.isConfigured = true
    this.#send(receipt)
  }

  #refuse(revision: number, fault: Fault): void {
    if (fault.kind === 'reject') {
      this.reject(revision, fault)
      return
    }
    this.#logger.warn({ reason: fault.reason }, 'asking for the whole configuration')
    this.#send({ type: 'resync', reason: fault.reason.slice(0, 500) })
  }
}

const outOfPlace: Fault = { kind: 'reject', reason: 'a snapshot message came without its beginning' }
