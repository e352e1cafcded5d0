import { Exact, toMinor } from '#lib/core/money.ts'
import type { Charge, Pricing } from '../schema/pricing.ts'
import { priceQuantity } from './price-quantity.ts'
import { prorateAmount, prorateUnits, type Span } from './prorate.ts'
import { type RatedLine, totalOf } from './rated-line.ts'

/** A plan as it is rated: one version of its terms. */
export type RatedPlan = { id: string; name: string; pricing: Pricing }

/**
 * What was counted of a charge under a plan: whole units, any number of parts in any order. `countedUnder` is the plan that
 * the gateway counted by, where it is billed under another.
 */
export type UsagePart = {
  planId: string
  chargeKey: string
  quantity: bigint | number | string
  countedUnder?: string
}

/**
 * A plan that held during parts of a period, and units of its first charge that are free besides. Without parts it did not
 * hold, and some gateway counted by it all the same.
 */
export type PlanStretch = { plan: RatedPlan; parts: Span[]; freeUnits?: number }

/** Units of a charge that cost nothing in the parts of the period for which the plan held. */
function includedOf(charge: Charge, period: Span, parts: readonly Span[]): Exact {
  return Exact.sum(0, ...parts.map((part) => prorateUnits(charge.included, period, part)))
}

/** Units of each of the plan's charges that cost nothing: included, and those that are free once. */
export function freeUnitsOf(period: Span, { plan, parts, freeUnits = 0 }: PlanStretch): Map<string, Exact> {
  return new Map(
    plan.pricing.charges.map((charge, index) => [
      charge.key,
      includedOf(charge, period, parts).add(index === 0 ? freeUnits : 0),
    ]),
  )
}

/** Sums usage by charge of one plan. The order of the parts does not matter. */
export function quantitiesOf(usage: readonly UsagePart[], planId: string): Map<string, Exact> {
  const sums = new Map<string, Exact>()
  for (const part of usage) {
    if (part.planId !== planId) continue
    const sum = sums.get(part.chargeKey) ?? new Exact(0)
    sums.set(part.chargeKey, sum.add(part.quantity.toString()))
  }
  return sums
}

const countedUnder = (usage: readonly UsagePart[], planId: string, chargeKey: string): string[] => {
  const parts = usage.filter((part) => part.planId === planId && part.chargeKey === chargeKey)
  return [...new Set(parts.flatMap((part) => part.countedUnder ?? []))].sort()
}

/**
 * Rates the usage of one plan in one period: a line for each of its charges, in the plan's order, and one for what the
 * minimum charge adds. Of a plan that did not hold only what was counted: it has nothing included and no minimum. Usage of a
 * charge that the plan does not have cannot be: the gateway counts by the plan's meters.
 */
export function rateUsage(period: Span, stretch: PlanStretch, usage: readonly UsagePart[]): RatedLine[] {
  const { plan, parts } = stretch
  const { charges, minimumCharge } = plan.pricing
  const quantities = quantitiesOf(usage, plan.id)
  const held = parts.length > 0 ? { startsAt: parts[0]!.startsAt, endsAt: parts.at(-1)!.endsAt } : null
  const whole = held ?? { startsAt: period.startsAt, endsAt: period.endsAt }
  const free = freeUnitsOf(period, stretch)
  const lines = charges
    .filter(({ key }) => held || quantities.has(key))
    .map((charge) => {
      const quantity = quantities.get(charge.key) ?? new Exact(0)
      const line = usageLine(plan, charge, quantity, free.get(charge.key)!, whole)
      if (!held)
        return { ...line, description: `${line.description}, counted while another plan was in force` }
      const others = countedUnder(usage, plan.id, charge.key)
      if (others.length === 0) return line
      return { ...line, calculation: { ...line.calculation, countedUnder: others } }
    })
  const minimum = parts.reduce((sum, part) => sum + prorateAmount(minimumCharge, period, part), 0n)
  const used = totalOf(lines)
  if (used >= minimum) return lines
  return [
    ...lines,
    {
      kind: 'minimum',
      description: `${plan.name}: up to the minimum charge`,
      planId: plan.id,
      chargeKey: null,
      quantity: null,
      unit: '',
      amount: minimum - used,
      ...whole,
      calculation: { minimum: String(minimum), usage: String(used) },
    },
  ]
}

function usageLine(plan: RatedPlan, charge: Charge, quantity: Exact, free: Exact, span: Span): RatedLine {
  const beyond = Exact.max(0, quantity.sub(free))
  const { amount, steps } = priceQuantity(charge.price, beyond)
  return {
    kind: 'usage',
    description: `${plan.name}: ${charge.name}`,
    planId: plan.id,
    chargeKey: charge.key,
    quantity: quantity.toFixed(0),
    unit: charge.unit,
    amount: toMinor(amount),
    ...span,
    calculation: {
      included: Exact.min(quantity, free).toFixed(0),
      steps: steps.map((step) => ({
        units: step.units.toFixed(0),
        unitPrice: step.unitPrice.toFixed(),
        flatFee: step.flatFee.toFixed(),
        amount: step.amount.toFixed(),
      })),
    },
  }
}
