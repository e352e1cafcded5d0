import { burnDown, type Credit, type Spend } from '#lib/billing/rating/burn-down.ts'
import { termsOf } from '#lib/billing/rating/term.ts'
import { Exact, toMinor } from '#lib/core/money.ts'
import { type BillingPeriod, billingBoundary, billingPeriodOf, hourOf } from '../contract/index.ts'
import type { Queryable } from '../database.ts'
import { meteredUse, type PeriodFacts, possibleUse } from './period-use.ts'
import type { Spender } from './read-spender.ts'
import { type MeteredRow, readCredits, readLeases, readMetered } from './read-use.ts'
import { costOf } from './spend-limit.ts'

const HOUR_MS = 3_600_000

/** The present period's use, and what credits let it cost in all; null where the plan is not prepaid. */
export type Account = { facts: PeriodFacts; credit: Exact | null }

/** Reads what of a period was used and may have been, and what credits are left for it. The subscription is locked. */
export async function readAccount(
  client: Queryable,
  subscriptionId: string,
  spender: Spender,
  period: BillingPeriod,
): Promise<Account> {
  const { isPrepaid } = spender.plan.pricing
  const { credits, billedUntil } = isPrepaid
    ? await readCredits(client, subscriptionId)
    : { credits: [], billedUntil: period.startsAt }
  const periods = periodsFrom(spender, billedUntil ?? spender.anchorAt, period)
  const boundaries = boundariesOf(periods, credits, spender.now)
  const from = periods[0]!.index === 0 ? 0 : periods[0]!.startsAt
  const metered = await readMetered(client, subscriptionId, { from, to: period.endsAt, boundaries })
  const names = periods.map(({ name }) => name)
  const leases = await readLeases(client, subscriptionId, names)
  const freeUnits = await readFreeUnits(client, subscriptionId, spender, periods)
  const startOf = ({ segment }: MeteredRow) =>
    segment === 0 ? Number.NEGATIVE_INFINITY : boundaries[segment - 1]!
  const all = periods.map(
    (one, index): PeriodFacts => ({
      period: one,
      terms: spender.terms,
      freeUnits: freeUnits[index]!,
      metered: metered.filter((row) => startOf(row) >= one.startsAt && startOf(row) < one.endsAt),
      before: one.index === 0 ? metered.filter((row) => row.segment === 0) : [],
      leases: leases.filter((lease) => lease.periodName === one.name),
    }),
  )
  const facts = all.at(-1)!
  if (!isPrepaid) return { facts, credit: null }
  const spends = all.flatMap((one) => spendsOf(one, startOf))
  const { left } = burnDown(credits, spends, spender.now)
  return { facts, credit: creditOf(all, left, spender.plan.id) }
}

/** Periods whose usage is on no finalized invoice, the present one last. */
function periodsFrom({ anchorAt, plan }: Spender, from: number, present: BillingPeriod): BillingPeriod[] {
  const { interval } = plan.pricing
  const periods = [present]
  while (periods[0]!.index > 0 && periods[0]!.startsAt > from) {
    const before = billingBoundary(anchorAt, interval, periods[0]!.index - 1)
    periods.unshift(billingPeriodOf(anchorAt, interval, before))
  }
  return periods
}

/** Hours at which a period or the use of a credit begins or ends: between two of them, the order of costs is all one. */
function boundariesOf(periods: BillingPeriod[], credits: Credit[], now: number): number[] {
  const first = periods[0]!.startsAt
  const turns = credits.flatMap(({ startsAt, expiresAt }) => [
    hourOf(startsAt),
    ...(expiresAt === null ? [] : [hourOf(expiresAt - 1) + HOUR_MS]),
  ])
  const within = turns.filter((at) => at > first && at <= now)
  return [...new Set([...periods.map(({ startsAt }) => startsAt), ...within])].sort((a, b) => a - b)
}

/** What metered usage of a period cost, by the stretches that it was read in. */
function spendsOf(facts: PeriodFacts, startOf: (row: MeteredRow) => number): Spend[] {
  const starts = [...new Set(facts.metered.map(startOf))].sort((a, b) => a - b)
  let soFar = 0n
  return starts.map((hour) => {
    const metered = facts.metered.filter((row) => startOf(row) <= hour)
    const cost = toMinor(costOf(meteredUse({ ...facts, metered })))
    const amount = cost - soFar
    soFar = cost
    return { hour, amount }
  })
}

/**
 * What the present period may cost by its credits: what is left of them beside all that is metered, plus what is metered
 * of it, less what earlier periods may still come to.
 */
function creditOf(all: PeriodFacts[], left: bigint, planId: string): Exact {
  const present = all.at(-1)!
  const open = all
    .slice(0, -1)
    .map((facts) => costOf(possibleUse(facts, planId)).sub(costOf(meteredUse(facts))))
  return new Exact(left.toString()).add(costOf(meteredUse(present))).sub(Exact.sum(0, ...open))
}

/** Units that are free once, as far as each period finds them unused. They belong to the first plan's first charge. */
async function readFreeUnits(
  client: Queryable,
  subscriptionId: string,
  { anchorAt, terms }: Spender,
  periods: BillingPeriod[],
): Promise<number[]> {
  const plan = terms[0]!.plan
  const { trial, charges } = plan.pricing
  if (trial?.kind !== 'units' || !charges[0]) return periods.map(() => 0)
  const until = periods.at(-1)!.startsAt
  const boundaries = periods.map(({ startsAt }) => startsAt)
  const rows = await readMetered(client, subscriptionId, { from: anchorAt, to: until, boundaries })
  const own = rows.filter(({ planId, chargeKey }) => planId === plan.id && chargeKey === charges[0]!.key)
  return periods.map((period, index) => {
    if (termsOf(period, terms)[0]?.plan.id !== plan.id) return 0
    const used = own
      .filter(({ segment }) => segment <= index)
      .reduce((sum, { quantity }) => sum + quantity, 0)
    return Math.max(0, trial.units - used)
  })
}
