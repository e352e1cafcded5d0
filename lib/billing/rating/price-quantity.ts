import { Exact } from '#lib/core/money.ts'
import type { PriceModel, Tier } from '../schema/pricing.ts'

/** A part of a quantity at one price, as an invoice line shows it. Amounts are exact minor units. */
export type PricedStep = { units: Exact; unitPrice: Exact; flatFee: Exact; amount: Exact }

/**
 * What a quantity (whole units, beyond what is included) costs under a price: exact minor units, not rounded, and the
 * steps that it is made of. 0 units cost 0 and have no steps: a tier's flat fee falls due with its first unit.
 */
export function priceQuantity(price: PriceModel, quantity: Exact): { amount: Exact; steps: PricedStep[] } {
  const steps = quantity.lte(0) ? [] : stepsOf(price, quantity)
  return { amount: steps.reduce((sum, step) => sum.add(step.amount), new Exact(0)), steps }
}

function stepsOf(price: PriceModel, quantity: Exact): PricedStep[] {
  switch (price.kind) {
    case 'per_unit':
      return [step(quantity, price.unitPrice, 0)]
    case 'package': {
      const packages = quantity.div(price.size).ceil()
      return [
        {
          units: packages,
          unitPrice: new Exact(price.packagePrice),
          flatFee: new Exact(0),
          amount: packages.mul(price.packagePrice),
        },
      ]
    }
    case 'graduated':
      return graduated(price.tiers, quantity)
    case 'volume': {
      const tier = price.tiers.find(({ upTo }) => upTo === null || quantity.lte(upTo))!
      return [step(quantity, tier.unitPrice, tier.flatFee)]
    }
  }
}

function graduated(tiers: Tier[], quantity: Exact): PricedStep[] {
  const steps: PricedStep[] = []
  let from = new Exact(0)
  for (const { upTo, unitPrice, flatFee } of tiers) {
    if (quantity.lte(from)) break
    const to = upTo === null ? quantity : Exact.min(quantity, upTo)
    steps.push(step(to.sub(from), unitPrice, flatFee))
    from = to
  }
  return steps
}

function step(units: Exact, unitPrice: string, flatFee: number): PricedStep {
  const price = new Exact(unitPrice)
  return { units, unitPrice: price, flatFee: new Exact(flatFee), amount: units.mul(price).add(flatFee) }
}
