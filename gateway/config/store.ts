import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { MessageOf } from '#gateway-sync/contract/index.ts'
import { ChangeLog } from './change-log.ts'
import { faultOfDelta } from './check.ts'
import { imageOf, readImage, writeImage } from './image.ts'
import { ConfigurationState } from './state.ts'

const LOG_BYTES_MAX = 8 * 1024 * 1024

/**
 * The last good configuration on disk: an image, and the changes since. It is complete after any crash: an image is
 * replaced by a rename, a change is a line with a checksum, and what cannot be read ends the history there.
 */
export class ConfigurationStore {
  readonly #imagePath: string
  readonly #log: ChangeLog
  readonly #logger: Logger
  #imageBytes = 0
  #writing: Promise<void> | null = null

  constructor(dataDirectory: string, logger: Logger) {
    const directory = join(dataDirectory, 'configuration')
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    this.#imagePath = join(directory, 'image')
    this.#log = new ChangeLog(directory)
    this.#logger = logger
  }

  /** The state as it was kept; an empty one when there is none or it cannot be read. */
  load(): ConfigurationState {
    let state = new ConfigurationState()
    let generation = 0
    if (existsSync(this.#imagePath)) {
      try {
        const image = readImage(this.#imagePath)
        state = image.state
        generation = image.generation
        this.#imageBytes = image.bytes
      } catch (error) {
        this.#logger.error(
          { error: (error as Error).message },
          'the stored configuration cannot be read; asking for it anew',
        )
        generation = Number.POSITIVE_INFINITY
      }
    }
    for (const delta of this.#log.read(generation)) {
      if (faultOfDelta(state, delta) !== null) break
      applyToState(state, delta)
    }
    this.#log.begin()
    return state
  }

  /** Keeps a change; settled when the disk has it. May begin a new image in the background. */
  async keepChange(state: ConfigurationState, delta: MessageOf<'delta'>): Promise<void> {
    await this.#log.append(delta)
    if (this.#log.bytes > Math.max(LOG_BYTES_MAX, this.#imageBytes / 4) && this.#writing === null)
      void this.keepWhole(state)
  }

  /** Keeps a whole state as a new image; settled when the disk has it. Failures are logged: the old image stays. */
  async keepWhole(state: ConfigurationState): Promise<void> {
    const generation = this.#log.begin()
    const image = imageOf(state, generation)
    const before = this.#writing
    const writing = (async () => {
      await before
      try {
        this.#imageBytes = await writeImage(this.#imagePath, image)
        this.#log.dropBefore(generation)
      } catch (error) {
        this.#logger.error({ error: (error as Error).message }, 'the configuration could not be stored')
      }
    })()
    this.#writing = writing
    await writing
    if (this.#writing === writing) this.#writing = null
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await this.#writing
    this.#log.close()
  }
}

/** Applies a delta that was checked: removals first, then puts. */
export function applyToState(state: ConfigurationState, delta: MessageOf<'delta'>): void {
  for (const ref of delta.remove) state.remove(ref)
  for (const resource of delta.put) state.put(resource)
  state.revision = delta.revision
}
