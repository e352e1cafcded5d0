import { Exact, toMinor } from '#lib/core/money.ts'
import type { Charge, Pricing } from '../schema/pricing.ts'
import { priceQuantity } from './price-quantity.ts'

/** Units so far by charge, and those that are free, by charge. */
export type UnitsByCharge = ReadonlyMap<string, Exact>

/**
 * What a quantity of one charge may come to at most on the way to it: exact minor units. With volume tiers a total can
 * fall as use grows; what was reached before still counts against a limit, so this never falls.
 */
export function costOfCharge(
  { price, included }: Charge,
  quantity: Exact,
  free = new Exact(included),
): Exact {
  const beyond = Exact.max(0, quantity.sub(free))
  const cost = priceQuantity(price, beyond).amount
  if (price.kind !== 'volume') return cost
  const ends = price.tiers.flatMap(({ upTo }) => (upTo !== null && beyond.gt(upTo) ? [new Exact(upTo)] : []))
  return Exact.max(cost, ...ends.map((end) => priceQuantity(price, end).amount))
}

/**
 * What usage comes to, fees and minimum aside: what spend caps and credits limit. Whole minor units: each charge is rounded
 * as its line on the invoice is, so that what is let pass and what is billed agree to the cent.
 */
export function costOfUnits(
  pricing: Pick<Pricing, 'charges'>,
  units: UnitsByCharge,
  free?: UnitsByCharge,
): Exact {
  return pricing.charges.reduce(
    (sum, charge) =>
      sum.add(
        toMinor(
          costOfCharge(charge, units.get(charge.key) ?? new Exact(0), free?.get(charge.key)),
        ).toString(),
      ),
    new Exact(0),
  )
}

/** As many units as a single answer may hand out; beyond it a further one is asked for. */
const UNITS_MAX = 1_000_000_000_000

/**
 * The largest further quantity of a charge for which usage stays within a budget (exact minor units); 0 when not even one
 * unit does. Costs never fall with use, so it is found by halving.
 */
export function largestWithin(
  pricing: Pick<Pricing, 'charges'>,
  chargeKey: string,
  units: UnitsByCharge,
  budget: Exact,
  free?: UnitsByCharge,
): number {
  const already = units.get(chargeKey) ?? new Exact(0)
  const fits = (more: number): boolean =>
    costOfUnits(pricing, new Map(units).set(chargeKey, already.add(more)), free).lte(budget)
  if (!fits(1)) return 0
  if (fits(UNITS_MAX)) return UNITS_MAX
  let low = 1
  let high = UNITS_MAX
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}
