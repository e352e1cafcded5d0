import { billingBoundary, hourOf } from '#gateway-sync/contract/index.ts'
import { system } from '#lib/core/context.ts'
import { listCurrentCosts } from '#lib/invoice/current-costs.ts'
import { makeOffer } from '#prisma/factories/product.ts'
import { atMost, exactly, grouped } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { median, percentile } from '../statistics.ts'
import { CENTS_A_REQUEST, perRequest } from './price.ts'
import { seedBilled } from './seed-billed.ts'

const SUITE = 'billing'
const ALL_SECONDS = 60
const ONE_MS = 50
const HOUR_MS = 3_600_000
const HOURS = 10
/** One subscription in so many has credits, which are reckoned by the hour. */
const CREDITS_EVERY = 10
const CREDIT_CENTS = 200

const idOf = (index: number): string => `sub_many${String(index).padStart(6, '0')}`

/** What each of 100,000 subscriptions comes to so far: all of them anew, and one alone among them. */
export async function measureCosts(bench: Bench, databaseUrl: string): Promise<void> {
  const { organization, plan } = await makeOffer({ plan: { pricing: perRequest } })
  const subscriptions = bench.isQuick ? 2_000 : 100_000
  const startsAt = hourOf(Date.now()) - HOURS * HOUR_MS
  const seeded = await seedBilled(
    databaseUrl,
    { prefix: 'many', planId: plan.id, organizationId: organization.id },
    { startsAt: new Date(startsAt), endsAt: new Date(billingBoundary(startsAt, 'month', 1)) },
    { subscriptions, hours: HOURS, chargeKeys: ['requests'], operations: 1 },
    { cents: CREDIT_CENTS, every: CREDITS_EVERY },
  )
  const ids = Array.from({ length: subscriptions }, (_, index) => idOf(index))
  const startedAt = performance.now()
  const costs = await listCurrentCosts(system, ids)
  const seconds = (performance.now() - startedAt) / 1_000
  const cents = [...costs.values()].reduce((sum, { usageAmount }) => sum + usageAmount, 0n)
  const what = `current cost of ${grouped(subscriptions)} subscriptions with ${grouped(seeded.rows)} hourly rows`
  bench.add(
    atMost(SUITE, what, seconds, ALL_SECONDS, ' s'),
    exactly(SUITE, `${what}: answered`, costs.size, subscriptions),
    exactly(SUITE, `${what}: cents of all usage`, Number(cents), seeded.units * CENTS_A_REQUEST),
  )
  const times = await timesOfOne(ids, bench.isQuick ? 20 : 200)
  const one = `current cost of one among them, of ${times.length}`
  bench.add(
    atMost(SUITE, `${one}: p50`, median(times), ONE_MS, ' ms'),
    atMost(SUITE, `${one}: p99`, percentile(times, 0.99), ONE_MS, ' ms'),
  )
}

/** One after the other, far apart in the table. */
async function timesOfOne(ids: string[], times: number): Promise<number[]> {
  const all: number[] = []
  for (let i = 0; i < times; i++) {
    const id = ids[Math.floor((i * ids.length) / times)]!
    const startedAt = performance.now()
    await listCurrentCosts(system, [id])
    all.push(performance.now() - startedAt)
  }
  return all
}
