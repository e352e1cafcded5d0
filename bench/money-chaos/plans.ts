import type { Charge, PricingInput } from '#lib/billing/schema/pricing.ts'

const requests = (price: Charge['price'], included = 0): PricingInput['charges'] => [
  { key: 'requests', name: 'Requests', meter: { kind: 'requests' }, included, price },
]
const monthly = { currency: 'EUR', interval: 'month' } as const

/** What is sold: the price as the platform knows it, and the same worked out by hand in `owedBy`. */
export type SoldPlan = {
  name: string
  pricing: PricingInput
  /** Cents that a customer lets usage of a period cost at most. */
  spendCap?: number
  /** Whole cents for the units of one period, fees aside. */
  owedBy: (units: number) => number
  /** Cents of every period, in advance. */
  fee: number
}

/** Halves away from zero, of ten-thousandths of a cent. */
const toCents = (parts: number): number => Math.floor(parts / 10_000 + 0.5)

const INCLUDED = 100
const LADDER = [
  { upTo: 500, unitPrice: '1.75', parts: 17_500 },
  { upTo: 1_500, unitPrice: '0.625', parts: 6_250 },
  { upTo: null, unitPrice: '0.3333', parts: 3_333 },
]

/** Unit by unit, each at the price of the tier it lies in. */
function climb(units: number): number {
  let parts = 0
  for (let unit = 1; unit <= units - INCLUDED; unit++)
    parts += LADDER.find(({ upTo }) => upTo === null || unit <= upTo)!.parts
  return toCents(parts)
}

export const soldPlans: SoldPlan[] = [
  {
    name: 'per unit',
    pricing: { ...monthly, charges: requests({ kind: 'per_unit', unitPrice: '0.37' }) },
    owedBy: (units) => toCents(units * 3_700),
    fee: 0,
  },
  {
    name: 'graduated, with a fee',
    pricing: {
      ...monthly,
      recurringFee: 900,
      charges: requests(
        {
          kind: 'graduated',
          tiers: LADDER.map(({ upTo, unitPrice }) => ({ upTo, unitPrice, flatFee: 0 })),
        },
        INCLUDED,
      ),
    },
    owedBy: climb,
    fee: 900,
  },
  {
    name: 'by package',
    pricing: { ...monthly, charges: requests({ kind: 'package', size: 250, packagePrice: 199 }) },
    owedBy: (units) => Math.ceil(units / 250) * 199,
    fee: 0,
  },
  {
    name: 'capped',
    pricing: { ...monthly, charges: requests({ kind: 'per_unit', unitPrice: '2' }) },
    spendCap: 1_600,
    owedBy: (units) => units * 2,
    fee: 0,
  },
]
