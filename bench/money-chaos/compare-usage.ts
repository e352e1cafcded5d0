import { db } from '#lib/core/db.ts'
import { exactly, grouped, measured } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { type Metered, readMetered, readMeterSum } from './read-metered.ts'
import type { Seen } from './seen.ts'
import type { Sold } from './sell.ts'

export const SUITE = 'money-chaos'

type Invoice = Awaited<ReturnType<typeof readInvoices>>[number]

const readInvoices = (subscriptionId: string) =>
  db.invoice.findMany({ where: { subscriptionId }, include: { lines: true }, orderBy: { id: 'asc' } })

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0)

/** Units that invoices ask for, late usage included. */
const unitsOn = (invoices: readonly Invoice[]): number =>
  sum(
    invoices.flatMap(({ lines }) => lines).filter(({ chargeKey }) => chargeKey !== null),
    ({ quantity }) => Number(quantity ?? 0),
  )

/** Metered units by period, as the invoices' periods lie; those outside of all under -1. */
function unitsByPeriod(metered: readonly Metered[], periods: readonly Invoice[]): Map<number, number> {
  const units = new Map<number, number>()
  for (const one of metered) {
    const index = periods.findIndex(
      ({ periodStartsAt, periodEndsAt }) => +periodStartsAt <= one.at && one.at < +periodEndsAt,
    )
    units.set(index, (units.get(index) ?? 0) + one.units)
  }
  return units
}

/** What is wrong with a subscription's metering, as numbers that have to be 0. */
function faultsOf(metered: readonly Metered[], seen: Seen, answered: ReadonlySet<number>) {
  const numbers = new Set(metered.map(({ number }) => number))
  return {
    'seen served, and not metered': seen.served.difference(numbers).size,
    'metered twice': metered.length - numbers.size,
    'metered, and the upstream never answered it': numbers.difference(answered).size,
    'metered, and refused or never sent': numbers.difference(seen.served.union(seen.broken)).size,
  }
}

export type Faults = Record<string, number>

/**
 * The equation of one subscription: what its client saw served, and what a kill kept from it after it was served and
 * journaled, is metered, is on its invoices, and costs what the price says. Answers what has to be 0.
 */
export async function compareUsage(
  bench: Bench,
  { plan, subscriptionId }: Sold,
  seen: Seen,
  answered: ReadonlySet<number>,
): Promise<Faults> {
  const metered = await readMetered(subscriptionId)
  const invoices = await readInvoices(subscriptionId)
  const periods = invoices.filter(({ kind }) => kind === 'period')
  const untold = metered.filter(({ number }) => seen.broken.has(number)).length
  const units = seen.served.size + untold
  const byPeriod = unitsByPeriod(metered, periods)
  const owed = sum([...byPeriod.values()], plan.owedBy) + plan.fee * (periods.length + 1)
  const total = sum(invoices, (invoice) => Number(invoice.total))
  const late = sum(invoices, ({ lines }) => lines.filter(({ kind }) => kind === 'adjustment').length)
  const told = `${grouped(seen.served.size)} seen served + ${untold} broken off by a kill`
  bench.add(
    exactly(SUITE, `${plan.name}: metered, of ${told}`, await readMeterSum(subscriptionId), units),
    exactly(SUITE, `${plan.name}: units on ${periods.length} invoices by period`, unitsOn(invoices), units),
    exactly(SUITE, `${plan.name}: cents on all invoices, against the price by hand`, total, owed),
    measured(SUITE, `${plan.name}: lines for usage that came late`, String(late)),
  )
  const most = Math.max(0, ...[...byPeriod.values()].map(plan.owedBy))
  return {
    ...faultsOf(metered, seen, answered),
    'metered outside of every invoiced period': byPeriod.get(-1) ?? 0,
    'cents above a spend cap': Math.max(0, most - (plan.spendCap ?? most)),
  }
}
