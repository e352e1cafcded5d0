import type { MessageOf } from '#gateway-sync/contract/index.ts'
import { type Fault, faultOfBudgets, faultOfResource, faultOfRoutes } from './check.ts'
import { ConfigurationState } from './state.ts'

/** Builds a whole state beside the one that runs, chunk by chunk, and checks it before anyone sees it. */
export class SnapshotIntake {
  readonly #revision: number
  readonly #resources: number
  readonly #state = new ConfigurationState()
  #received = 0
  #fault: Fault | null = null

  constructor(begin: MessageOf<'snapshot-begin'>) {
    this.#revision = begin.revision
    this.#resources = begin.resources
  }

  get revision(): number {
    return this.#revision
  }

  add(chunk: MessageOf<'snapshot-chunk'>): void {
    if (this.#fault !== null) return
    for (const resource of chunk.put) {
      this.#fault = faultOfResource(resource)
      if (this.#fault !== null) return
      this.#state.put(resource)
    }
    this.#received += chunk.put.length
  }

  /** The finished state, or why it is not taken. */
  end(message: MessageOf<'snapshot-end'>): ConfigurationState | Fault {
    if (this.#fault !== null) return this.#fault
    const state = this.#state
    if (
      message.revision !== this.#revision ||
      this.#received !== this.#resources ||
      state.size !== this.#resources
    ) {
      return {
        kind: 'reject',
        reason: `the snapshot announced ${this.#resources} resources and held ${state.size}`,
      }
    }
    if (state.checksum.value !== message.checksum) {
      return {
        kind: 'reject',
        reason: `the snapshot has the checksum ${state.checksum.value}, not ${message.checksum}`,
      }
    }
    const fault =
      faultOfRoutes([...state.routes.values()].map(({ spec }) => spec)) ??
      faultOfBudgets(
        [...state.subscriptions.values()].map(({ spec }) => spec),
        (id) => state.plans.get(id)?.spec,
      )
    if (fault !== null) return fault
    state.revision = this.#revision
    return state
  }
}
