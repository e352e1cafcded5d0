/** Work that is done one after another, in the order it came. After a failure nothing more is started. */
export class Lane {
  #tail: Promise<void> = Promise.resolve()
  #length = 0
  #isEnded = false
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  /** Pieces of work that wait or run. */
  get length(): number {
    return this.#length
  }

  add(work: () => Promise<void>): void {
    this.#length++
    this.#tail = this.#tail.then(async () => {
      try {
        if (!this.#isEnded) await work()
      } catch (error) {
        this.#isEnded = true
        this.#onError(error)
      } finally {
        this.#length--
      }
    })
  }

  /** Resolves when all that was added is done. */
  drain(): Promise<void> {
    return this.#tail
  }

  /** Lets what runs finish, starts nothing more. */
  end(): Promise<void> {
    this.#isEnded = true
    return this.#tail
  }
}

/** At most `size` pieces of work at a time, the rest in the order it came. */
export function limitTurns(size: number): (work: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= size) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
