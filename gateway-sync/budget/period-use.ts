import { freeUnitsOf } from '#lib/billing/rating/rate-usage.ts'
import { divideUsage, type Term } from '#lib/billing/rating/term.ts'
import { Exact } from '#lib/core/money.ts'
import type { BillingPeriod } from '../contract/index.ts'
import type { LeaseRow, MeteredRow } from './read-use.ts'
import type { PlanUse } from './spend-limit.ts'

/** What is known of one billing period. `before` is metered in the free time before the first period, by its leases. */
export type PeriodFacts = {
  period: BillingPeriod
  terms: readonly Term[]
  freeUnits: number
  metered: readonly MeteredRow[]
  before: readonly MeteredRow[]
  leases: readonly LeaseRow[]
}

type Use = PlanUse & { planId: string; units: Map<string, Exact> }

const add = (sums: Map<string, Exact>, key: string, units: Exact | number): void => {
  sums.set(key, (sums.get(key) ?? new Exact(0)).add(units))
}

/** What was metered in a period, by plan and charge. Pure. */
export function meteredUse({
  period,
  terms,
  freeUnits,
  metered,
}: Omit<PeriodFacts, 'before' | 'leases'>): Use[] {
  const { usage, stretches } = divideUsage(period, terms, metered, freeUnits)
  return stretches.map((stretch) => {
    const units = new Map<string, Exact>()
    for (const { planId, chargeKey, quantity } of usage)
      if (planId === stretch.plan.id) add(units, chargeKey, quantity)
    return {
      planId: stretch.plan.id,
      pricing: stretch.plan.pricing,
      units,
      free: freeUnitsOf(period, stretch),
    }
  })
}

/**
 * What may have been used by now: of each charge and gateway what it was granted, or what was metered where that is more
 * (from before there was a limit). What is granted beyond what is metered counts under the plan that holds now.
 */
export function possibleUse(facts: PeriodFacts, planId: string): Use[] {
  const uses = meteredUse(facts)
  for (const [chargeKey, more] of beyondMetered(facts)) {
    const has = (use: Use) => use.pricing.charges.some(({ key }) => key === chargeKey)
    const owner = uses.find((use) => use.planId === planId && has(use)) ?? uses.findLast(has)
    if (owner) add(owner.units, chargeKey, more)
  }
  return uses
}

/** Units by charge that were granted and are not metered so far. */
function beyondMetered({ metered, before, leases }: PeriodFacts): Map<string, Exact> {
  const seen = new Map<string, Exact>()
  const keyOf = (row: { gatewayId: string; chargeKey: string }) => `${row.gatewayId}/${row.chargeKey}`
  for (const row of [...metered, ...before]) add(seen, keyOf(row), row.quantity)
  const more = new Map<string, Exact>()
  for (const lease of leases) {
    const rest = new Exact(lease.held).sub(seen.get(keyOf(lease)) ?? 0)
    if (rest.gt(0)) add(more, lease.chargeKey, rest)
  }
  return more
}
