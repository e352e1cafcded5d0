import { randomBytes } from 'node:crypto'

const base36 = (value: number, width: number): string => value.toString(36).padStart(width, '0')

/** A new name for one life of a gateway process: time-sortable, unique. */
export function newBoot(at: number): string {
  const random = randomBytes(5).readUIntBE(0, 5) % 36 ** 7
  return base36(at, 9) + base36(random, 7)
}

const COUNTER_MAX = 36 ** 4

/**
 * Draws decision ids: `dec_` + time (9) + boot (7) + worker (2) + counter (4), all base36. They sort by millisecond and
 * are unique over gateways, boots and workers without any randomness a request: the boot's part is random, and a
 * worker would have to draw 1.6 million in a millisecond to repeat itself.
 */
export class DecisionIds {
  readonly #suffix: string
  #counter = 0
  #at = -1
  #prefix = ''

  constructor(boot: string, worker: number) {
    this.#suffix = boot.slice(-7) + base36(worker, 2)
  }

  /** The next id, for a request accepted at `at` (epoch ms). */
  next(at: number): string {
    if (at !== this.#at) {
      this.#at = at
      this.#prefix = `dec_${base36(at, 9)}${this.#suffix}`
    }
    this.#counter = this.#counter + 1 === COUNTER_MAX ? 0 : this.#counter + 1
    return this.#prefix + base36(this.#counter, 4)
  }
}
