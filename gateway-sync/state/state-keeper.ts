import { type Change, validate } from '../check/validate.ts'
import { compileCredential } from '../compile/compile-credential.ts'
import type { CompileOptions } from '../compile/compile-route.ts'
import {
  MESSAGE_SIZE_BYTES_MAX,
  type MessageOf,
  type Resource,
  SNAPSHOT_CHUNK_RESOURCES_MAX,
} from '../contract/index.ts'
import { type Database, inTransaction, type Queryable } from '../database.ts'
import type { Running } from '../diff/history.ts'
import { toDelta } from '../diff/history.ts'
import { loadChanges } from '../load/load-changes.ts'
import { streamCredentials } from '../load/stream-rows.ts'
import { ConfigurationState } from './configuration-state.ts'
import { advanceState, loadChangesOf, loadWholeState } from './load-state.ts'

/** A whole state at one revision: what memory holds, then the credentials as the database had them at that revision. */
export type Snapshot = Running & {
  resources: Resource[]
  credentialCount: number
  credentials: () => AsyncGenerator<Resource[]>
}

/** Keeps one environment's state in step with the database; everything that moves it goes through one queue. */
export class StateKeeper {
  readonly state: ConfigurationState
  readonly #database: Database
  readonly #environmentId: string
  readonly #onAdvance: () => void
  #queue: Promise<unknown> = Promise.resolve()

  constructor(
    database: Database,
    environmentId: string,
    onAdvance: () => void,
    compileOptions: CompileOptions,
  ) {
    this.state = new ConfigurationState(compileOptions)
    this.#database = database
    this.#environmentId = environmentId
    this.#onAdvance = onAdvance
  }

  /** The first load. */
  load(): Promise<void> {
    return this.#exclusive(() =>
      inTransaction(this.#database.bulk, 'repeatable read', (client) =>
        loadWholeState(client, this.#environmentId, this.state),
      ),
    )
  }

  /** Brings memory to the database's revision. */
  advance(): Promise<void> {
    return this.#exclusive(() =>
      inTransaction(this.#database.control, 'repeatable read', (client) => this.#advanceIn(client)),
    )
  }

  /**
   * Just the difference from a revision that memory no longer has a way from, by the log. Null when the log does not
   * reach back, or when a snapshot is smaller. The gateway verifies the result by its checksum.
   */
  deltaFrom(running: Running): Promise<MessageOf<'delta'> | null> {
    return this.#exclusive(() =>
      inTransaction(this.#database.control, 'repeatable read', async (client) => {
        await this.#advanceIn(client)
        const { touched } = await loadChanges(client, this.#environmentId, running.revision)
        if (touched === null || touched.length > SNAPSHOT_CHUNK_RESOURCES_MAX) return null
        const { changes } = await loadChangesOf(client, this.state, touched)
        return this.#deltaOf(running, changes)
      }),
    )
  }

  /**
   * Opens one consistent view of everything and hands it to `send`. Memory is brought to that very view first, so that
   * both halves of the snapshot are of one revision; only that part keeps other changes waiting.
   */
  async withSnapshot(send: (snapshot: Snapshot) => Promise<void>): Promise<void> {
    await inTransaction(this.#database.bulk, 'repeatable read', async (client) => {
      const taken = await this.#exclusive(async () => {
        await this.#advanceIn(client)
        const { state } = this
        return { ...state.running, resources: state.resources(), credentialCount: state.credentialCount }
      })
      await send({ ...taken, credentials: () => credentialsOf(client) })
    })
  }

  async #advanceIn(client: Queryable): Promise<void> {
    const before = this.state.running.revision
    await advanceState(client, this.#environmentId, this.state)
    if (this.state.running.revision !== before) this.#onAdvance()
  }

  #deltaOf(running: Running, changes: Change[]): MessageOf<'delta'> | null {
    // Memory, not the row, says what is served: a row may be held back by the check.
    const put: Resource[] = []
    const remove = []
    for (const { ref, resource, problem } of changes) {
      const content = ref.kind === 'credential' ? (problem ? null : resource) : this.state.find(ref)
      if (content) put.push(content)
      else remove.push(ref)
    }
    const delta = toDelta([
      { before: running, after: this.state.running, difference: { put, remove }, sizeBytes: 0 },
    ])
    const isTooLarge =
      Math.max(put.length, remove.length) > SNAPSHOT_CHUNK_RESOURCES_MAX ||
      Buffer.byteLength(JSON.stringify(delta)) > MESSAGE_SIZE_BYTES_MAX
    return isTooLarge ? null : delta
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => {})
    return result
  }
}

async function* credentialsOf(client: Queryable): AsyncGenerator<Resource[]> {
  for await (const rows of streamCredentials(client)) {
    const changes = rows.map((row) => validate(compileCredential(row)))
    yield changes.map((change) => change.resource).filter((resource) => resource !== null)
  }
}
