/** A few values that the main thread sets and every worker reads for each request. */
const REVISION = 0
const MODE = 1
const DRAINING = 2
const LEASE_UNTIL = 2
const WORDS = 8

/** Serve whatever the lease says; or refuse once it has run out. */
const MODE_SERVE = 0
const MODE_REFUSE = 1

export class Control {
  readonly memory: SharedArrayBuffer
  readonly #words: Int32Array<SharedArrayBuffer>
  readonly #doubles: Float64Array<SharedArrayBuffer>

  constructor(memory = new SharedArrayBuffer(WORDS * 4)) {
    this.memory = memory
    this.#words = new Int32Array(memory)
    this.#doubles = new Float64Array(memory)
  }

  get revision(): number {
    return Atomics.load(this.#words, REVISION)
  }

  set revision(revision: number) {
    Atomics.store(this.#words, REVISION, revision)
  }

  get isDraining(): boolean {
    return this.#words[DRAINING] === 1
  }

  startDraining(): void {
    Atomics.store(this.#words, DRAINING, 1)
  }

  /** Sets how long may be served: until a monotonic time in ms, and whether to refuse afterwards. */
  setLease(until: number, isRefusing: boolean): void {
    this.#doubles[LEASE_UNTIL] = until
    Atomics.store(this.#words, MODE, isRefusing ? MODE_REFUSE : MODE_SERVE)
  }

  /** True when requests must be refused at this monotonic time. */
  isLeaseOver(now: number): boolean {
    return this.#words[MODE] === MODE_REFUSE && now > this.#doubles[LEASE_UNTIL]!
  }
}
