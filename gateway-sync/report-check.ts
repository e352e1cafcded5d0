import type { Logger } from 'pino'
import type { Database } from './database.ts'
import type { CheckFailure } from './record-receipt.ts'
import { checkFailureReason, recordCheckFailure } from './record-rejection.ts'
import type { ConfigurationState } from './state/configuration-state.ts'

/** Shows what the check holds back, once each time that it changes. */
export class CheckReport {
  failure: CheckFailure | null = null
  readonly #database: Database
  readonly #environmentId: string
  readonly #log: Logger
  #reported: string | null = null

  constructor(database: Database, environmentId: string, log: Logger) {
    this.#database = database
    this.#environmentId = environmentId
    this.#log = log
  }

  /** Compares what is held back with what was reported last. */
  update(state: ConfigurationState): void {
    const problems = state.withheld
      .map(({ ref, problem }) => ({ ref, reason: checkFailureReason(ref, problem ?? '') }))
      .sort((a, b) => (a.reason < b.reason ? -1 : 1))
    const text = problems.map(({ reason }) => reason).join('\n')
    if (text === this.#reported) return
    this.#reported = text
    const [first] = problems
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    this.failure = first
      ? { revision: state.running.revision, reason: first.reason + more, resource: first.ref }
      : null
    if (first) this.#log.error({ problems: problems.length, reason: first.reason }, 'check holds back')
    recordCheckFailure(this.#database.control, this.#environmentId, this.failure).catch((error: unknown) => {
      this.#reported = null
      this.#log.error({ err: error }, 'check failure not recorded')
    })
  }
}
