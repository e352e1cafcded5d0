import { billingBoundary, hourOf } from '#gateway-sync/contract/index.ts'
import type { PricingInput } from '#lib/billing/schema/pricing.ts'
import { system } from '#lib/core/context.ts'
import { getDraftInvoice } from '#lib/invoice/draft-invoice.ts'
import { makeOffer } from '#prisma/factories/product.ts'
import { atMost, exactly, grouped } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { median } from '../statistics.ts'
import { seedBilled } from './seed-billed.ts'

const SUITE = 'billing'
const GOAL_SECONDS = 5
const HOUR_MS = 3_600_000
const CHARGE_KEYS = ['one', 'two', 'three', 'four', 'five']
const OPERATIONS = 25
/** Less than a year, so that all of it lies in the present period. */
const HOURS = 8_000
const CREDIT_CENTS = 1_000_000

/** By the year, every charge with tiers. */
const tiered: PricingInput = {
  currency: 'EUR',
  interval: 'year',
  recurringFee: 120_000,
  charges: CHARGE_KEYS.map((key) => ({
    key,
    name: key,
    meter: { kind: 'requests' },
    included: 1_000,
    price: {
      kind: 'graduated',
      tiers: [
        { upTo: 10_000, unitPrice: '2' },
        { upTo: 100_000, unitPrice: '1.5' },
        { upTo: null, unitPrice: '0.75' },
      ],
    },
  })),
}

/** The draft of one subscription with a million rows of usage in its period: without credits, and with some. */
export async function measureDraft(bench: Bench, databaseUrl: string): Promise<void> {
  const { organization, plan } = await makeOffer({ plan: { pricing: tiered } })
  const startsAt = hourOf(Date.now()) - HOURS * HOUR_MS
  const period = {
    startsAt: new Date(startsAt),
    endsAt: new Date(billingBoundary(startsAt, 'year', 1)),
  }
  const hours = bench.isQuick ? 80 : HOURS
  const size = { subscriptions: 1, hours, chargeKeys: CHARGE_KEYS, operations: OPERATIONS }
  for (const hasCredits of [false, true]) {
    const prefix = hasCredits ? 'credited' : 'plain'
    const owner = { prefix, planId: plan.id, organizationId: organization.id }
    const credits = hasCredits ? { cents: CREDIT_CENTS, every: 1 } : undefined
    const seeded = await seedBilled(databaseUrl, owner, period, size, credits)
    const { seconds, units } = await draftsOf(`sub_${prefix}000000`, bench.isQuick ? 2 : 5)
    const besides = hasCredits ? ' and credits, which go by the hour' : ''
    const what = `draft over ${grouped(seeded.rows)} hourly rows${besides}`
    bench.add(
      atMost(SUITE, `${what}, median of ${seconds.length}`, median(seconds), GOAL_SECONDS, ' s'),
      atMost(SUITE, `${what}, the slowest`, Math.max(...seconds), GOAL_SECONDS, ' s'),
      exactly(SUITE, `${what}: units on its lines`, units, seeded.units),
    )
  }
}

async function draftsOf(
  subscriptionId: string,
  times: number,
): Promise<{ seconds: number[]; units: number }> {
  const seconds: number[] = []
  let units = 0
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now()
    const { lines } = await getDraftInvoice(system, subscriptionId)
    seconds.push((performance.now() - startedAt) / 1_000)
    units = lines.reduce((sum, { quantity }) => sum + Number(quantity ?? 0), 0)
  }
  return { seconds, units }
}
