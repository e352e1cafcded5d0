import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type House, openHouse, untilGateway } from '../house/house.ts'
import { type BenchOffer, makeBenchOffer, registerHouseGateway } from '../house/offer.ts'
import { startUpstream } from '../house/upstream.ts'
import { openLoop, sameAsked } from '../open-loop.ts'
import { untilAnswers } from '../processes.ts'
import { exactly, grouped, measured } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { killAtRandom, randomBy } from './killer.ts'
import { Tally } from './tally.ts'

const SUITE = 'chaos'
const PER_SECOND = 300
/** Under way at once at most: while the gateway is away requests would pile up. */
const IN_FLIGHT_MAX = 64
const UP_WITHIN_SECONDS = 120
const SETTLED_WITHIN_SECONDS = 30
const PLAN = {
  rateLimit: { requests: 100_000_000, windowSeconds: 60 },
  quota: { requests: 100_000_000, period: 'month' },
} as const

/**
 * Gateway, sync and PostgreSQL killed with SIGKILL at random moments while traffic flows, and started again by the
 * supervisor: every request whose answer by the upstream reached the client whole is metered, once.
 * BENCH_CHAOS_SECONDS and BENCH_CHAOS_SEED change how long and when.
 */
export async function chaos(bench: Bench): Promise<void> {
  const seconds = Number(process.env.BENCH_CHAOS_SECONDS ?? (bench.isQuick ? 20 : 90))
  const seed = Number(process.env.BENCH_CHAOS_SEED ?? Date.now() % 1_000_000)
  // What a killed process said last is of no interest here.
  const house = await openHouse(bench, () => {})
  const upstream = await startUpstream(bench)
  const offer = await makeBenchOffer(house, upstream.url, PLAN)
  await registerHouseGateway(house)
  const sync = await house.start('sync')
  const gateway = await house.start('gateway', { GATEWAY_WORKERS: '2' })
  const url = offer.url
  await untilAnswers(url, {}, (status) => status === 401)
  const headers = { 'X-API-Key': offer.key }

  const tally = new Tally()
  const load = openLoop(sameAsked(url, headers), PER_SECOND, (answer) => tally.count(answer), IN_FLIGHT_MAX)
  const kills = await killAtRandom([house.postgres, sync, gateway], seconds, randomBy(seed))
  bench.say(`killed ${JSON.stringify(kills)}; waiting until all is up and the journal is taken in`)
  await untilGateway(house, ({ isConnected }) => isConnected, UP_WITHIN_SECONDS)
  await sleep(1_000)
  await load.stop()
  const owed = await settle(house)
  bench.add(exactly(SUITE, 'bytes of journal that stay owed when all is up again', owed, 0))
  await report(bench, house, offer, tally)
  const counts = Object.entries(kills).map(([name, count]) => `${name} ${count}`)
  bench.add(
    measured(SUITE, `kills in ${seconds} s (seed ${seed})`, counts.join(', ')),
    measured(
      SUITE,
      'sent / reached the upstream',
      `${grouped(load.sent())} / ${grouped(await upstream.count())}`,
    ),
  )
}

/** Waits until sync has acknowledged the whole journal; after 30 s as it is. Returns the bytes that are left. */
async function settle(house: House): Promise<number> {
  const until = performance.now() + SETTLED_WITHIN_SECONDS * 1_000
  for (;;) {
    const { isConnected, owedBytes } = await untilGateway(house, () => true)
    if ((isConnected && owedBytes === 0) || performance.now() > until) return owedBytes
    await sleep(200)
  }
}

async function report(bench: Bench, house: House, offer: BenchOffer, tally: Tally): Promise<void> {
  const { ids, requests } = await metered(house, offer.subscriptionId)
  const missing = tally.answered.difference(ids).size
  const cutMetered = tally.cut.intersection(ids).size
  const unseen = ids.difference(tally.answered).difference(tally.cut).size
  const refused = [...tally.refusals].map(([status, count]) => `${status}: ${count}`).join(', ') || 'none'
  const whole = grouped(tally.answered.size)
  bench.add(
    exactly(
      SUITE,
      `of ${whole} requests that the client saw answered by the upstream: not metered`,
      missing,
      0,
    ),
    exactly(SUITE, 'sums by hour, for so many metered requests', requests, ids.size),
    exactly(SUITE, 'decision ids that came twice', tally.repeated, 0),
    measured(SUITE, 'answers cut by a kill / of them metered', `${tally.cut.size} / ${cutMetered}`),
    measured(
      SUITE,
      'requests without an answer / metered ones that no client saw',
      `${tally.unanswered} / ${unseen}`,
    ),
    measured(SUITE, 'refused by the gateway, by status', refused),
  )
  // A metered request that no client saw answered is one whose connection the kill broke.
  if (unseen > tally.unanswered)
    bench.add(exactly(SUITE, 'metered beyond what was ever sent', unseen - tally.unanswered, 0))
}

/** The ids of what is metered as billable, and the same by the sums. */
async function metered(
  house: House,
  subscriptionId: string,
): Promise<{ ids: Set<string>; requests: number }> {
  const client = new pg.Client({ connectionString: house.databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM decision WHERE "subscriptionId" = $1 AND code IS NULL AND status > 0',
      [subscriptionId],
    )
    const sums = await client.query<{ billable: number }>(
      'SELECT sum(billable)::int AS billable FROM usage_hour WHERE "subscriptionId" = $1',
      [subscriptionId],
    )
    return { ids: new Set(rows.map(({ id }) => id)), requests: sums.rows[0]!.billable }
  } finally {
    await client.end()
  }
}
