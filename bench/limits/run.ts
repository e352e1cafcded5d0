import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import pg from 'pg'
import type { CreatePlan } from '#lib/plan/schema.ts'
import { type House, openHouse, untilGateway } from '../house/house.ts'
import { makeBenchOffer, registerHouseGateway } from '../house/offer.ts'
import { startUpstream } from '../house/upstream.ts'
import { untilAnswers } from '../processes.ts'
import { exactly, grouped, measured } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { prepay } from './prepay.ts'

const SUITE = 'limits'
const WORKERS = 2
const CONNECTIONS = 64

type Limit = {
  what: string
  plan: Partial<Pick<CreatePlan, 'rateLimit' | 'quota'>>
  /** Enforced by credits, which the subscription is given. */
  isPrepaid?: true
}
type Sent = { passed: number; refused: number; other: number; perSecond: number }

/**
 * Real sync, gateway with two workers and PostgreSQL: more requests than a plan allows, over many connections at full
 * speed. What passed is counted by the client, by the upstream and by the metering.
 */
export async function limits(bench: Bench): Promise<void> {
  const requests = bench.isQuick ? 5_000 : 100_000
  const house = await openHouse(bench)
  const upstream = await startUpstream(bench)
  const kinds: Limit[] = [
    {
      what: `rate limit of ${grouped(requests)} an hour`,
      plan: { rateLimit: { requests, windowSeconds: 3_600 } },
    },
    { what: `quota of ${grouped(requests)} a month`, plan: { quota: { requests, period: 'month' } } },
    {
      what: `prepaid of ${grouped(requests)} units`,
      plan: { rateLimit: null, quota: null },
      isPrepaid: true,
    },
  ]
  const offers = []
  for (const { plan, isPrepaid } of kinds) {
    const offer = await makeBenchOffer(house, upstream.url, plan)
    if (isPrepaid) await prepay(offer, requests)
    offers.push(offer)
  }
  await registerHouseGateway(house)
  await house.start('sync')
  await house.start('gateway', { GATEWAY_WORKERS: String(WORKERS) })
  await untilGateway(house, (state) => state.isConnected && state.credentials === kinds.length)

  for (const [index, kind] of kinds.entries()) {
    const { url, key, subscriptionId } = offers[index]!
    await untilAnswers(url, {}, (status) => status === 401)
    const before = await upstream.count()
    const sent = await send(url, key, Math.round(requests * 1.3))
    const reached = (await upstream.count()) - before
    await untilGateway(house, (state) => state.owedBytes === 0)
    const metered = await meteredOf(house, subscriptionId)
    const what = `${kind.what}, ${WORKERS} workers`
    bench.add(
      exactly(SUITE, `${what}: passed, by the client`, sent.passed, requests),
      exactly(SUITE, `${what}: reached the upstream`, reached, requests),
      exactly(SUITE, `${what}: metered as billable`, metered, requests),
      measured(
        SUITE,
        `${what}: refused / requests a second`,
        `${grouped(sent.refused)} / ${grouped(sent.perSecond)}`,
      ),
    )
    if (kind.isPrepaid) {
      const units = await unitsOf(house, subscriptionId)
      bench.add(exactly(SUITE, `${what}: units metered`, units, requests))
    }
    if (sent.other > 0) bench.add(exactly(SUITE, `${what}: answered otherwise`, sent.other, 0))
  }
}

async function send(url: string, key: string, amount: number): Promise<Sent> {
  const headers = { 'X-API-Key': key }
  const result = await autocannon({ url, headers, connections: CONNECTIONS, amount, timeout: 30 })
  const count = (status: 200 | 402 | 429): number => result.statusCodeStats?.[`${status}`]?.count ?? 0
  const [passed, refused] = [count(200), count(402) + count(429)]
  const perSecond = Math.round(result.requests.total / result.duration)
  return { passed, refused, other: amount - passed - refused, perSecond }
}

/** Requests that are metered as billable. */
async function meteredOf(house: House, subscriptionId: string): Promise<number> {
  // What the gateway owes no more is committed; the answer to the acknowledgement may still be under way.
  await sleep(500)
  return sumOf(house, 'SELECT sum(billable)::int AS sum FROM usage_hour', subscriptionId)
}

const unitsOf = (house: House, subscriptionId: string): Promise<number> =>
  sumOf(house, 'SELECT sum(quantity)::int AS sum FROM usage_meter_hour', subscriptionId)

async function sumOf(house: House, select: string, subscriptionId: string): Promise<number> {
  const client = new pg.Client({ connectionString: house.databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ sum: number | null }>(`${select} WHERE "subscriptionId" = $1`, [
      subscriptionId,
    ])
    return rows[0]!.sum ?? 0
  } finally {
    await client.end()
  }
}
