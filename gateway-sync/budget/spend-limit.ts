import { costOfUnits, largestWithin, type UnitsByCharge } from '#lib/billing/rating/cost-of-units.ts'
import type { Pricing } from '#lib/billing/schema/pricing.ts'
import { Exact } from '#lib/core/money.ts'

/** Usage of a period under one plan: units by charge, and those that are free. */
export type PlanUse = { pricing: Pricing; units: UnitsByCharge; free: UnitsByCharge }

/** What all usage of a period costs; whole minor units. */
export const costOf = (uses: readonly PlanUse[]): Exact =>
  uses.reduce((sum, { pricing, units, free }) => sum.add(costOfUnits(pricing, units, free)), new Exact(0))

/** What usage of a billing period may cost in all, minor units; null: without end. */
export type SpendLimit = { credit: Exact | null; cap: Exact | null }

export type Allowance = {
  /** Further units of the charge that credits and cap pay for. */
  units: number
  boundBy: 'credit' | 'spend_cap'
}

/**
 * The largest further quantity of a plan's charge that stays within both limits, given all usage of the period so far.
 * Pure.
 */
export function allowanceOf(
  uses: readonly PlanUse[],
  use: PlanUse,
  chargeKey: string,
  { credit, cap }: SpendLimit,
): Allowance {
  // Only the one charge moves: what everything else costs is reckoned once.
  const only = { charges: use.pricing.charges.filter(({ key }) => key === chargeKey) }
  const others = costOf(uses).sub(costOfUnits(only, use.units, use.free))
  const within = (limit: Exact | null): number =>
    limit === null
      ? Number.POSITIVE_INFINITY
      : largestWithin(only, chargeKey, use.units, limit.sub(others), use.free)
  const byCredit = within(credit)
  const byCap = within(cap)
  return byCredit <= byCap ? { units: byCredit, boundBy: 'credit' } : { units: byCap, boundBy: 'spend_cap' }
}

/**
 * How much of an allowance a gateway gets at once: half of its share, and no more than it has used so far (at first a
 * small part), so that what lies idle for one charge hardly keeps another from the rest. At least one, never more than
 * there is. Pure.
 */
export function partOf(allowance: number, gateways: number, used: number): number {
  const share = Math.ceil(allowance / (2 * Math.max(1, gateways)))
  const pace = Math.max(Math.ceil(allowance / 64), used)
  return Math.max(0, Math.min(allowance, Math.max(1, Math.min(share, pace))))
}
