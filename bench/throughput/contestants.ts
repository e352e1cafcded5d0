import { freePort, type Spawned, start, startNode } from '../processes.ts'
import { nginxPath, proxyConfiguration } from './nginx.ts'

export type Contestant = {
  name: string
  url: string
  headers: Record<string, string>
  stop: () => Promise<void>
}

/** A bare proxy of `bench/throughput`, with `workers` threads. */
export async function startBare(
  name: string,
  script: string,
  upstream: string,
  cores: string,
  workers = 1,
): Promise<Contestant> {
  const port = await freePort()
  const file = new URL(script, import.meta.url).pathname
  const env = { BENCH_PORT: String(port), BENCH_UPSTREAM: upstream, BENCH_WORKERS: String(workers) }
  return listening(name, port, startNode(file, env, cores))
}

/** nginx as a bare reverse proxy, or null where it is not installed. */
export async function startNginxProxy(
  dir: string,
  upstreamPort: number,
  cores: string,
): Promise<Contestant | null> {
  const path = nginxPath()
  if (!path) return null
  const port = await freePort()
  return listening(
    'nginx, bare',
    port,
    start(path, ['-c', proxyConfiguration(dir, port, upstreamPort)], { cores }),
  )
}

const listening = (name: string, port: number, spawned: Spawned): Contestant => ({
  name,
  url: `http://127.0.0.1:${port}/accounts/1`,
  headers: {},
  stop: spawned.stop,
})
