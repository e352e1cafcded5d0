import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { offer } from '#gateway/test/resources.ts'
import { untilAnswers } from '../processes.ts'
import { startGatewayProcess } from '../sync-end/gateway-process.ts'
import { SyncEnd } from '../sync-end/sync-end.ts'
import type { Contestant } from './contestants.ts'

/** Larger than any run can reach: the work of counting is done, and nobody is refused. */
const LIMITS = {
  rateLimit: { requests: 1_000_000_000, windowSeconds: 3_600 },
  quota: { requests: 1_000_000_000, period: 'month' },
} as const

/**
 * The real gateway with one route, a plan with rate limit and quota, a subscription and a key, everything metered. Its
 * sync is the bench's own end of the contract, so that PostgreSQL does not take from the cores that are measured.
 */
export async function startGatewayContestant(
  name: string,
  dir: string,
  upstream: string,
  cores: string,
  workers: number,
): Promise<Contestant> {
  const { key, resources } = offer(upstream, { plan: LIMITS })
  const sync = await SyncEnd.start({ count: resources.length, resources: () => resources })
  const dataDir = mkdtempSync(join(dir, 'gateway-'))
  const gateway = await startGatewayProcess({ syncUrl: sync.url, dataDir, workers, cores })
  await untilAnswers(`${gateway.adminUrl}/readyz`)
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopping ??= gateway.stop().then(() => sync.stop())
    return stopping
  }
  return { name, url: `${gateway.url}/accounts/items/1`, headers: { 'X-API-Key': key }, stop }
}
