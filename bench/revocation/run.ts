import { rmSync } from 'node:fs'
import { system } from '#lib/core/context.ts'
import { registerGateway } from '#lib/gateway/register-gateway.ts'
import { connectGateway } from '../house/gateway-peer.ts'
import { type House, openHouse, untilGateway } from '../house/house.ts'
import { type BenchOffer, makeBenchOffer, registerHouseGateway } from '../house/offer.ts'
import { removeSeededCredentials, seedCredentials } from '../house/seed-credentials.ts'
import { startUpstream } from '../house/upstream.ts'
import { untilAnswers } from '../processes.ts'
import { atMost, exactly, grouped, measured, type Row } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { median, percentile } from '../statistics.ts'
import { KeyLoad } from './key-load.ts'
import { measureKey, type Revocation } from './measure-key.ts'

const SUITE = 'revocation'
const MESSAGE_BYTES_MAX = 2_048
/** How much slower a revocation may look among a million credentials before it counts as growth. */
const GROWTH_MAX = 1.5

type Stage = { credentials: number; revocations: Revocation[]; messageBytes: number }

/**
 * Real sync, gateway with two workers and PostgreSQL: the time from a revocation's commit to the first refused request,
 * with few credentials, a hundred thousand and a million.
 */
export async function revocation(bench: Bench): Promise<void> {
  const house = await openHouse(bench)
  const upstream = await startUpstream(bench)
  const offer = await makeBenchOffer(house, upstream.url)
  await registerHouseGateway(house)
  const { token } = await registerGateway(system, { name: 'wire tap' })
  const stages: Stage[] = []
  for (const credentials of bench.isQuick ? [1, 50_000, 1] : [1, 100_000, 1_000_000, 1]) {
    const stage = await measureAmong(bench, house, offer, token, credentials)
    stages.push(stage)
    const few = stages.length === 1 ? 'few' : 'few again'
    report(bench, stage, credentials === 1 ? few : grouped(credentials))
  }
  bench.add(growthRow(stages))
}

/** Few come before and after the many, so that a machine that slows down meanwhile is not taken for growth. */
function growthRow(stages: Stage[]): Row {
  const few = stages.filter(({ credentials }) => credentials === 1)
  const many = stages.at(-2)!
  const p50 = (some: Stage[]): number =>
    median(some.flatMap(({ revocations }) => revocations.map(({ latencyMs }) => latencyMs)))
  const what = `p50 among ${grouped(many.credentials)} credentials / among few before and after (it must not grow)`
  return atMost(SUITE, what, p50([many]) / p50(few), GROWTH_MAX)
}

/** Seeds, starts sync and gateway anew, and revokes key after key. */
async function measureAmong(
  bench: Bench,
  house: House,
  offer: BenchOffer,
  tapToken: string,
  credentials: number,
): Promise<Stage> {
  const { planId, consumer, applicationId, url, key } = offer
  if (credentials > 1)
    await seedCredentials(house.databaseUrl, { organizationId: consumer.id, planId }, credentials)
  else await removeSeededCredentials(house.databaseUrl)
  rmSync(house.settings.paths.gateway, { recursive: true, force: true })
  bench.say(`${grouped(credentials)} credentials: starting sync and gateway`)
  const startedAt = performance.now()
  const sync = await house.start('sync')
  const gateway = await house.start('gateway', { GATEWAY_WORKERS: '2' })
  const running = await untilGateway(house, (state) => state.credentials >= credentials, 120)
  await untilAnswers(url, { 'X-API-Key': key })
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  const many = `${grouped(running.credentials)} ${running.credentials === 1 ? 'credential' : 'credentials'}`
  bench.add(measured(SUITE, `${many}: sync and an empty gateway start, until a key passes`, `${seconds} s`))
  // A second gateway, by which the size of what sync sends for one change can be told.
  const deltaBytes: number[] = []
  const tap = await connectGateway(house.syncUrl, tapToken, running, ({ type }, bytes) => {
    if (type === 'delta') deltaBytes.push(bytes)
  })
  const load = new KeyLoad()
  bench.defer(() => load.close())
  const revocations: Revocation[] = []
  for (let i = 0; i < (bench.isQuick ? 10 : 100); i++)
    revocations.push(await measureKey(load, consumer.owner, applicationId, url))
  await load.close()
  await tap.stop()
  if (deltaBytes.length === 0) throw new Error('no change reached the second gateway')
  await gateway.stop()
  await sync.stop()
  return { credentials, revocations, messageBytes: Math.max(...deltaBytes) }
}

function report(bench: Bench, { revocations, messageBytes }: Stage, many: string): void {
  const latencies = revocations.map(({ latencyMs }) => latencyMs)
  const among = `among ${many} credentials`
  const of = `${revocations.length} keys at 1,000 requests/s each`
  const sum = (of: (one: Revocation) => number) => revocations.reduce((total, one) => total + of(one), 0)
  bench.add(
    atMost(SUITE, `${among}: commit → first refused request, p50 of ${of}`, median(latencies), 20, ' ms'),
    atMost(SUITE, `${among}: p99`, percentile(latencies, 0.99), 100, ' ms'),
    exactly(
      SUITE,
      `${among}: requests that passed after a refusal`,
      sum((one) => one.passedAfterRefusal),
      0,
    ),
    atMost(SUITE, `${among}: largest message for one change`, messageBytes, MESSAGE_BYTES_MAX, ' bytes'),
  )
  const other = sum((one) => one.other)
  if (other > 0) bench.add(exactly(SUITE, `${among}: answers that were neither`, other, 0))
}
