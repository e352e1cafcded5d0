import { availableParallelism } from 'node:os'
import { canPin, freePort, pinSelf, start, startNode, untilAnswers } from '../processes.ts'
import { atLeast, grouped, measured } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { median } from '../statistics.ts'
import { type Contestant, startBare, startNginxProxy } from './contestants.ts'
import { startGatewayContestant } from './gateway-contestant.ts'
import { generator, load } from './load.ts'
import { nginxPath, upstreamConfiguration } from './nginx.ts'

const SUITE = 'throughput'
/** Of the machine: asked before this process is bound to one of them. */
const CORES = availableParallelism()

/**
 * Requests a second of the gateway with key, rate limit, quota and metering on, against bare proxies of one thread each, in turns:
 * each round measures every contestant once, and ratios are taken within a round, so that a machine whose speed drifts does not
 * decide. Proxies run on core 0; load, upstream and the bench's own sync, which takes what is metered, on core 1, where
 * processes can be bound.
 */
export async function throughput(bench: Bench): Promise<void> {
  pinSelf('1')
  const upstream = await startUpstream(bench)
  const contestants = await startContestants(bench, upstream)
  const rates = await measureInTurns(bench, contestants)
  const gateway = rates.get('gateway')!
  const ratio = (name: string) => median(gateway.map((rate, round) => rate / rates.get(name)![round]!))
  const goals = { 'bare undici': 0.9, 'bare http-proxy-3': 1.3, 'bare @fastify/http-proxy': 1.3 }
  for (const [name, goal] of Object.entries(goals))
    bench.add(atLeast(SUITE, `gateway / ${name}, one worker each`, ratio(name), goal))
  if (rates.has('nginx, bare'))
    bench.add(measured(SUITE, 'gateway / nginx, bare, one worker each', ratio('nginx, bare').toFixed(3)))
  for (const [name, values] of rates) bench.add(rateRow(name, values))
  for (const { stop } of contestants) await stop()
  await scaling(bench, upstream.url)
}

function rateRow(name: string, values: number[]) {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const where = canPin ? " on the load's core" : ''
  const sync = `; sync is the bench's own end of the contract${where}, without PostgreSQL`
  const how = name === 'gateway' ? sync : ''
  return measured(
    SUITE,
    `${name}: requests/s (${generator}, 64 connections${how})`,
    `${grouped(Math.round(median(values)))} (${grouped(Math.round(low))}–${grouped(Math.round(high))})`,
  )
}

async function startUpstream({ dir, defer }: Bench): Promise<{ url: string; port: number }> {
  const port = await freePort()
  const nginx = nginxPath()
  const spawned = nginx
    ? start(nginx, ['-c', upstreamConfiguration(dir, port)], { cores: '1' })
    : startNode(new URL('upstream.ts', import.meta.url).pathname, { BENCH_PORT: String(port) }, '1')
  defer(spawned.stop)
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(url)
  return { url, port }
}

async function startContestants(
  { dir, defer }: Bench,
  upstream: { url: string; port: number },
): Promise<Contestant[]> {
  const { url, port } = upstream
  const starts = [
    () => startGatewayContestant('gateway', dir, url, '0', 1),
    () => startBare('bare undici', 'bare-undici.ts', url, '0'),
    () => startBare('bare http-proxy-3', 'bare-http-proxy-3.ts', url, '0'),
    () => startBare('bare @fastify/http-proxy', 'bare-fastify-proxy.ts', url, '0'),
    () => startNginxProxy(dir, port, '0'),
  ]
  const contestants: Contestant[] = []
  for (const startOne of starts) {
    const contestant = await startOne()
    if (!contestant) continue
    defer(contestant.stop)
    contestants.push(contestant)
    await untilAnswers(contestant.url, contestant.headers)
  }
  return contestants
}

/** Requests a second by contestant, one value a round; the first round warms up and is not counted. */
async function measureInTurns({ isQuick }: Bench, contestants: Contestant[]): Promise<Map<string, number[]>> {
  const [rounds, seconds] = isQuick ? [2, 1] : [Number(process.env.BENCH_ROUNDS ?? 7), 3]
  const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round++)
    for (const { name, url, headers } of contestants) {
      const result = await load(url, headers, seconds, '1')
      if (result.failures > 0)
        throw new Error(`${name}: ${result.failures} requests failed, so the rate says nothing`)
      if (round > 0) rates.get(name)!.push(result.requestsPerSecond)
    }
  return rates
}

/** Two workers against one. With two cores in all, load and upstream take from the same cores: the row says so. */
async function scaling(bench: Bench, upstream: string): Promise<void> {
  const isFree = canPin && CORES >= 4
  const proxies = isFree ? '2,3' : '0,1'
  const contestants: Contestant[] = []
  for (const workers of [1, 2]) {
    const name = `workers: ${workers}`
    const contestant = await startGatewayContestant(name, bench.dir, upstream, proxies, workers)
    bench.defer(contestant.stop)
    contestants.push(contestant)
    await untilAnswers(contestant.url, contestant.headers)
  }
  const rates = await measureInTurns(bench, contestants)
  const one = rates.get('workers: 1')!
  const ratio = median(rates.get('workers: 2')!.map((rate, round) => rate / one[round]!))
  const what = 'gateway, two workers / one'
  bench.add(
    isFree
      ? atLeast(SUITE, what, ratio, 1.7)
      : measured(SUITE, `${what} (load and upstream share these ${CORES} cores with it)`, ratio.toFixed(2)),
  )
}
