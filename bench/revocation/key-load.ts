import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export type Begin = { url: string; headers: Record<string, string>; perSecond: number }
/** One answer; times are milliseconds since the epoch, with fractions. */
export type Seen = { sentAt: number; answeredAt: number; status: number }

/** Sends requests with one key after the other, at a rate that does not wait for answers. */
export class KeyLoad {
  readonly #worker = new Worker(new URL('load-worker.ts', import.meta.url))

  begin(load: Begin): void {
    this.#worker.postMessage(load)
  }

  /** Settles when a request was refused as revoked, or after `ms`. */
  async refused(ms: number): Promise<void> {
    const signal = AbortSignal.timeout(ms)
    await once(this.#worker, 'message', { signal }).catch((error: Error) => {
      if (!signal.aborted) throw error
    })
  }

  /** Ends the load and says what was answered. */
  async end(): Promise<Seen[]> {
    this.#worker.postMessage('end')
    for (;;) {
      const [message] = (await once(this.#worker, 'message')) as [Seen[] | 'refused']
      if (message !== 'refused') return message
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
