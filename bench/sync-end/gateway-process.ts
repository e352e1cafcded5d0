import { fileURLToPath } from 'node:url'
import { freePort, type Spawned, startNode } from '../processes.ts'
import { SYNC_END_TOKEN } from './sync-end.ts'

const MAIN = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url))

export type GatewayProcess = Spawned & { url: string; adminUrl: string }

/** Starts the real gateway program on free ports. */
export async function startGatewayProcess(options: {
  syncUrl: string
  dataDir: string
  workers: number
  cores?: string
}): Promise<GatewayProcess> {
  const [port, adminPort] = [await freePort(), await freePort()]
  const env = {
    NODE_ENV: 'production',
    GATEWAY_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    GATEWAY_ADMIN_PORT: String(adminPort),
    GATEWAY_DATA_DIR: options.dataDir,
    GATEWAY_TOKEN: SYNC_END_TOKEN,
    GATEWAY_WORKERS: String(options.workers),
    SYNC_URL: options.syncUrl,
  }
  const spawned = startNode(MAIN, env, options.cores)
  return { ...spawned, url: `http://127.0.0.1:${port}`, adminUrl: `http://127.0.0.1:${adminPort}` }
}
