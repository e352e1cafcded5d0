import { once } from 'node:events'
import { listenForWebhooks } from '#e2e/stripe/listen-for-webhooks.ts'
import { killAtRandom, randomBy } from '../chaos/killer.ts'
import { type House, openHouse, untilGateway } from '../house/house.ts'
import { registerHouseGateway } from '../house/offer.ts'
import { openLoop } from '../open-loop.ts'
import { freePort, untilAnswers } from '../processes.ts'
import { exactly, grouped, measured } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { compareMoney } from './compare-money.ts'
import { compareUsage, type Faults, SUITE } from './compare-usage.ts'
import { Seen } from './seen.ts'
import { enterCard, type Market, sellAll } from './sell.ts'
import { turnAtRandom, turnToPeriodsEnd, untilQuiet } from './turn.ts'
import { startNumberedUpstream } from './upstream.ts'

/** Over all subscriptions, one after the other. */
const PER_SECOND = 120
const IN_FLIGHT_MAX = 64
const UP_WITHIN_SECONDS = 120
/** All four have to be up together for a while, or no period would end in between. */
const PACE = { minMs: 3_000, maxMs: 18_000 }

/**
 * The whole way of the money while gateway, sync, PostgreSQL and the Stripe server are killed with SIGKILL at random
 * moments: clients call, periods end by a sandbox's clock, invoices are made, mirrored at Stripe and paid. In the end every
 * unit that clients saw served is on an invoice once, and every invoice was paid once. BENCH_CHAOS_SECONDS and
 * BENCH_CHAOS_SEED change how long and when.
 */
export async function moneyChaos(bench: Bench): Promise<void> {
  const seconds = Number(process.env.BENCH_CHAOS_SECONDS ?? (bench.isQuick ? 40 : 600))
  const seed = Number(process.env.BENCH_CHAOS_SEED ?? Date.now() % 1_000_000)
  const stripePort = await freePort()
  // What a killed process said last is of no interest here.
  const house = await openHouse(bench, () => {}, {
    DEMO_STRIPE_PORT: String(stripePort),
    LOG_LEVEL: 'silent',
  })
  const upstream = await startNumberedUpstream(bench)
  const webhooks = await listenForWebhooks(house.settings.env.PORT)
  bench.defer(async () => {
    webhooks.http.closeAllConnections()
    await once(webhooks.http.close(), 'close')
  })
  const market = await sellAll(house, upstream.url)
  await registerHouseGateway(house)
  const stripe = await house.start('stripe')
  const sync = await house.start('sync')
  const gateway = await house.start('gateway', { GATEWAY_WORKERS: '2' })
  await untilAnswers(market.urlOf(0).href, {}, (status) => status === 401)
  await enterCard(market)

  const seen = market.sold.map(() => new Seen())
  const load = sendTo(market, seen)
  const victims = [house.postgres, sync, gateway, stripe]
  const [kills] = await Promise.all([
    killAtRandom(victims, seconds, randomBy(seed), PACE),
    turnAtRandom(market, seconds, randomBy(seed + 1)),
  ])
  bench.say(`killed ${JSON.stringify(kills)}; waiting until all is up, taken in, invoiced and paid`)
  await untilGateway(house, ({ isConnected }) => isConnected, UP_WITHIN_SECONDS)
  await load.stop()
  await settle(house, market)
  await report(bench, house, market, { seen, answered: upstream.answered })
  const counts = Object.entries(kills).map(([name, count]) => `${name} ${count}`)
  bench.add(
    measured(SUITE, `kills in ${seconds} s (seed ${seed})`, counts.join(', ')),
    measured(
      SUITE,
      'sent / answered by the upstream',
      `${grouped(load.sent())} / ${grouped(upstream.answered.size)}`,
    ),
  )
}

/** Numbered requests, by the subscriptions' keys in turns. */
function sendTo({ sold, urlOf }: Market, seen: Seen[]) {
  let number = 0
  const ask = () => {
    number++
    return { url: urlOf(number), headers: { 'X-API-Key': sold[number % sold.length]!.key } }
  }
  return openLoop(
    ask,
    PER_SECOND,
    (answer) => seen[Number(answer.path.split('/').at(-1)) % sold.length]!.count(answer),
    IN_FLIGHT_MAX,
  )
}

/** Takes the journal in, ends the present period, and the one after it: what came late is on its invoice. */
async function settle(house: House, market: Market): Promise<void> {
  await untilGateway(house, ({ isConnected, owedBytes }) => isConnected && owedBytes === 0, UP_WITHIN_SECONDS)
  for (let turn = 0; turn < 2; turn++) {
    await untilQuiet(market)
    await turnToPeriodsEnd(market)
  }
  await untilQuiet(market)
}

async function report(
  bench: Bench,
  house: House,
  market: Market,
  { seen, answered }: { seen: Seen[]; answered: ReadonlySet<number> },
): Promise<void> {
  const faults: Faults = {}
  const gather = (found: Faults): void => {
    for (const [what, count] of Object.entries(found)) faults[what] = (faults[what] ?? 0) + count
  }
  for (const [index, sold] of market.sold.entries())
    gather(await compareUsage(bench, sold, seen[index]!, answered))
  const money = await compareMoney(
    market.provider.id,
    `http://127.0.0.1:${house.settings.env.DEMO_STRIPE_PORT}`,
  )
  gather(money.faults)
  for (const [what, count] of Object.entries(faults)) bench.add(exactly(SUITE, what, count, 0))
  const refusals = new Map<number, number>()
  for (const one of seen)
    for (const [status, count] of one.refusals) refusals.set(status, (refusals.get(status) ?? 0) + count)
  const refused = [...refusals].map(([status, count]) => `${status}: ${grouped(count)}`).join(', ') || 'none'
  bench.add(
    measured(SUITE, 'invoices that Stripe collected', String(money.invoices)),
    measured(SUITE, 'refused by the gateway, by status', refused),
  )
}
