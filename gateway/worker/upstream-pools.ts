import { Pool } from 'undici'
import type { Route } from '#gateway-sync/contract/index.ts'

/** One bounded pool of connections for each upstream origin; routes of the same origin share it. */
export class UpstreamPools {
  readonly #pools = new Map<string, Pool>()
  readonly #connectionsMax: number

  constructor(connectionsMax: number) {
    this.#connectionsMax = connectionsMax
  }

  get(upstream: Route['upstream']): Pool {
    const { origin } = new URL(upstream.url)
    const key = `${origin} ${upstream.connectTimeoutMs}`
    let pool = this.#pools.get(key)
    if (pool === undefined) {
      pool = new Pool(origin, {
        connections: this.#connectionsMax,
        pipelining: 1,
        connect: { timeout: upstream.connectTimeoutMs },
        // The worker's sweep watches over silence: one timer for all requests instead of one each.
        headersTimeout: 0,
        bodyTimeout: 0,
        maxHeaderSize: 32_768,
      })
      this.#pools.set(key, pool)
    }
    return pool
  }

  /** Closes pools that no route uses any more, once their requests are done. */
  keepOnly(used: readonly Pool[]): void {
    for (const [key, pool] of this.#pools) {
      if (used.includes(pool)) continue
      this.#pools.delete(key)
      void pool.close()
    }
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()))
  }
}
