import { canPin, freePort, start, startNode, untilAnswers } from '../processes.ts'
import { atLeast, measured, type Row } from '../result.ts'
import { median, rounded } from '../statistics.ts'
import { type Contestant, startBare, startNginxProxy } from './contestants.ts'
import { startGatewayContestant } from './gateway-contestant.ts'
import { generator, load } from './load.ts'
import { nginxPath, upstreamConfiguration } from './nginx.ts'

const SUITE = 'throughput'
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7)
const SECONDS = 3

/**
 * Requests a second of the gateway with key, rate limit, quota and metering on, against bare proxies of one thread each, in turns:
 * each round measures every contestant once, and ratios are taken within a round, so that a machine whose speed drifts does not
 * decide. Proxies run on core 0, load and upstream on core 1, where processes can be bound.
 */
export async function throughput(): Promise<Row[]> {
  const upstream = await startUpstream()
  const contestants = await startContestants(upstream.url, upstream.port, '0', 1)
  try {
    const rates = await measureInTurns(contestants)
    const gateway = rates.get('gateway')!
    const ratio = (name: string) => median(gateway.map((rate, round) => rate / rates.get(name)![round]!))
    const rows = [
      atLeast(SUITE, 'gateway / bare node:http → undici, one worker each', ratio('bare undici'), 0.9),
      atLeast(SUITE, 'gateway / bare http-proxy-3', ratio('bare http-proxy-3'), 1.3),
      atLeast(SUITE, 'gateway / bare @fastify/http-proxy', ratio('bare @fastify/http-proxy'), 1.3),
    ]
    for (const [name, values] of rates)
      rows.push(
        measured(
          SUITE,
          `${name}, requests/s (${generator}, 64 connections, median)`,
          String(rounded(median(values))),
        ),
      )
    return [...rows, ...(await scaling(upstream.url))]
  } finally {
    for (const contestant of contestants) await contestant.stop()
    await upstream.stop()
  }
}

async function startUpstream() {
  const port = await freePort()
  const nginx = nginxPath()
  const spawned = nginx
    ? start(nginx, ['-c', upstreamConfiguration(port)], { cores: '1' })
    : startNode(new URL('upstream.ts', import.meta.url).pathname, { BENCH_PORT: String(port) }, '1')
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(url)
  return { url, port, stop: spawned.stop }
}

async function startContestants(
  upstream: string,
  upstreamPort: number,
  cores: string,
  workers: number,
): Promise<Contestant[]> {
  const contestants = [
    await startGatewayContestant('gateway', upstream, cores, workers),
    await startBare('bare undici', 'bare-undici.ts', upstream, cores, workers),
    await startBare('bare http-proxy-3', 'bare-http-proxy-3.ts', upstream, cores),
    await startBare('bare @fastify/http-proxy', 'bare-fastify-proxy.ts', upstream, cores),
  ]
  const nginx = await startNginxProxy(upstreamPort, cores)
  if (nginx) contestants.push(nginx)
  for (const { url, headers } of contestants) await untilAnswers(url, headers)
  return contestants
}

/** Requests a second by contestant, one value a round; the first round warms up and is not counted. */
async function measureInTurns(contestants: Contestant[]): Promise<Map<string, number[]>> {
  const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  for (let round = 0; round <= ROUNDS; round++)
    for (const { name, url, headers } of contestants) {
      const result = await load(url, headers, SECONDS, '1')
      if (result.failures > 0)
        throw new Error(`${name}: ${result.failures} requests failed, so the rate says nothing`)
      if (round > 0) rates.get(name)!.push(result.requestsPerSecond)
    }
  return rates
}

/** Two workers against one. With two cores in all, load and upstream take from the same cores: the row says so. */
async function scaling(upstream: string): Promise<Row[]> {
  const one = await startGatewayContestant('one worker', upstream, '0,1', 1)
  const two = await startGatewayContestant('two workers', upstream, '0,1', 2)
  try {
    for (const { url, headers } of [one, two]) await untilAnswers(url, headers)
    const rates = await measureInTurns([one, two])
    const ratio = median(
      rates.get('two workers')!.map((rate, round) => rate / rates.get('one worker')![round]!),
    )
    const { availableParallelism } = await import('node:os')
    const isFree = canPin && availableParallelism() >= 4
    const what = 'two workers / one worker'
    return isFree
      ? [atLeast(SUITE, what, ratio, 1.7)]
      : [
          measured(
            SUITE,
            `${what} (load and upstream share these ${availableParallelism()} cores with the gateway)`,
            ratio.toFixed(2),
          ),
        ]
  } finally {
    await one.stop()
    await two.stop()
  }
}
