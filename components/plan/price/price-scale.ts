import { priceQuantity } from '#lib/billing/rating/price-quantity.ts'
import type { Charge, Pricing } from '#lib/billing/schema/pricing.ts'
import { Exact } from '#lib/core/money.ts'

/** Positions of the slider; 0 is no use at all. */
export const SLIDER_STEPS = 100

/** The largest quantity worth drawing: past the last step of the price and what is included, and a round number. */
export function scaleOf({ price, included }: Charge): number {
  const ends = 'tiers' in price ? price.tiers.map(({ upTo }) => upTo ?? 0) : []
  const size = price.kind === 'package' ? price.size * 5 : 0
  const last = Math.max(included, size, ...ends)
  return roundUp(last === 0 ? 100_000 : last * 2)
}

/** 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [1, 2, 5, 10].find((one) => one * power >= value)!
  return factor * power
}

/** The quantity at a position of the slider: fine at the start, so that small use can be looked at, too. */
export function quantityAt(position: number, scale: number): number {
  const exact = scale * (position / SLIDER_STEPS) ** 2
  if (exact < 100) return Math.round(exact)
  const power = 10 ** (Math.floor(Math.log10(exact)) - 1)
  return Math.round(exact / power) * power
}

/** Exact minor units that a quantity of one charge costs in a whole period, beyond what is included. */
export const amountOf = ({ included, price }: Charge, quantity: number): Exact =>
  priceQuantity(price, Exact.max(0, new Exact(quantity).sub(included))).amount

export type Example = {
  fee: Exact
  charges: { charge: Charge; quantity: number; amount: Exact }[]
  /** What the minimum adds to usage. */
  minimum: Exact
  total: Exact
}

/** What one whole period costs, set-up fee and trial aside, with these quantities by charge. */
export function exampleOf(pricing: Pricing, quantities: Record<string, number>): Example {
  const charges = pricing.charges.map((charge) => {
    const quantity = quantities[charge.key] ?? 0
    return { charge, quantity, amount: amountOf(charge, quantity) }
  })
  const usage = Exact.sum(0, ...charges.map(({ amount }) => amount))
  const minimum = Exact.max(0, new Exact(pricing.minimumCharge).sub(usage))
  const fee = new Exact(pricing.recurringFee)
  return { fee, charges, minimum, total: fee.add(usage).add(minimum) }
}
