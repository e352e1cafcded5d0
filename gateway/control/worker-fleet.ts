import { Worker } from 'node:worker_threads'
import { COUNTERS_BYTES, type Counters } from '../memory/counters.ts'
import type { FromWorker, ToWorker, WorkerStart } from '../worker/protocol.ts'

/** Requests die young: a nursery that holds more of them moves fewer. */
const YOUNG_GENERATION_MB = 64

/** An answer of one worker, and which worker it was. */
export interface WorkerAnswer<T> {
  worker: number
  answer: T
}

type Answer = Extract<FromWorker, { sequence: number }>
type Asked = Extract<ToWorker, { sequence: number }>
type AnswerTo<T extends Asked['type']> = Extract<
  FromWorker,
  { type: T extends 'apply' ? 'done' : T extends 'prove' ? 'proved' : 'checkpointed' }
>

export interface FleetEvents {
  onQuotaAsk: (slot: number) => void
  onJournalFailed: (message: string) => void
  /** One request failed by the gateway's own fault. */
  onFault: (message: string) => void
  /** A worker thread has died: the process must not go on with state that it may have left locked. */
  onFatal: (error: Error) => void
}

/** The worker threads, started on one port and spoken to as one. */
export class WorkerFleet {
  readonly counters: Counters[] = []
  readonly #workers: Worker[] = []
  readonly #events: FleetEvents
  readonly #asked = new Map<
    number,
    { left: number; answers: WorkerAnswer<Answer>[]; done: (all: never[]) => void }
  >()
  #sequence = 0
  #isStopping = false
  #onDrained: (() => void) | null = null
  #drained = 0

  constructor(events: FleetEvents) {
    this.#events = events
  }

  get size(): number {
    return this.#workers.length
  }

  /** Starts `count` workers; the first decides the port when none is set. Settles with the port once all listen. */
  async start(
    count: number,
    start: Omit<WorkerStart, 'index' | 'counters' | 'isPortShared'>,
  ): Promise<number> {
    const first = await this.#spawn({ ...start, index: 0, isPortShared: true, counters: this.#newCounters() })
    const others = Array.from({ length: count - 1 }, (_, i) =>
      this.#spawn({
        ...start,
        index: i + 1,
        port: first.port,
        isPortShared: first.isShared,
        counters: this.#newCounters(),
      }),
    )
    await Promise.all(others)
    return first.port
  }

  broadcast(message: ToWorker): void {
    for (const worker of this.#workers) worker.postMessage(message)
  }

  /** Sends to all workers and settles with what each of them answered. */
  ask<T extends Asked['type']>(
    message: Omit<Extract<Asked, { type: T }>, 'sequence'> & { type: T },
  ): Promise<WorkerAnswer<AnswerTo<T>>[]> {
    const sequence = ++this.#sequence
    return new Promise((resolve) => {
      this.#asked.set(sequence, {
        left: this.#workers.length,
        answers: [],
        done: resolve as (all: never[]) => void,
      })
      this.broadcast({ ...message, sequence } as ToWorker)
    })
  }

  /** Settles when every worker has let its requests end. */
  drain(): Promise<void> {
    return new Promise((resolve) => {
      this.#onDrained = resolve
      this.broadcast({ type: 'drain' })
    })
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #newCounters(): SharedArrayBuffer {
    const memory = new SharedArrayBuffer(COUNTERS_BYTES)
    this.counters.push(new Float64Array(memory))
    return memory
  }

  #spawn(start: WorkerStart): Promise<{ port: number; isShared: boolean }> {
    const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), {
      workerData: start,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    })
    this.#workers[start.index] = worker
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'listening') resolve(message)
        else this.#take(start.index, message)
      })
      worker.on('error', (error) => {
        reject(error)
        this.#events.onFatal(error as Error)
      })
      worker.on('exit', (code) => {
        if (!this.#isStopping)
          this.#events.onFatal(new Error(`worker ${start.index} ended with code ${code}`))
      })
    })
  }

  #take(worker: number, message: Exclude<FromWorker, { type: 'listening' }>): void {
    switch (message.type) {
      case 'quota-ask':
        this.#events.onQuotaAsk(message.slot)
        return
      case 'journal-failed':
        this.#events.onJournalFailed(message.message)
        return
      case 'fault':
        this.#events.onFault(message.message)
        return
      case 'drained':
        this.#drained++
        if (this.#drained === this.#workers.length) this.#onDrained?.()
        return
      default:
        this.#answer(worker, message)
    }
  }

  #answer(worker: number, answer: Answer): void {
    const asked = this.#asked.get(answer.sequence)
    if (asked === undefined) return
    asked.answers.push({ worker, answer })
    asked.left--
    if (asked.left > 0) return
    this.#asked.delete(answer.sequence)
    asked.done(asked.answers as never[])
  }
}
