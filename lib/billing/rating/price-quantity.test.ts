import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Exact } from '#lib/core/money.ts'
import type { PriceModel, Tier } from '../schema/pricing.ts'
import { priceQuantity } from './price-quantity.ts'

const unitPrice = fc
  .tuple(fc.nat(999), fc.nat(9999))
  .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`)
const flatFee = fc.nat(500)

/** Tiers that rise, the last without an end. */
const tiers: fc.Arbitrary<Tier[]> = fc
  .array(fc.record({ width: fc.integer({ min: 1, max: 30 }), unitPrice, flatFee }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((steps) => {
    let end = 0
    return steps.map(({ width, ...rest }, index) => {
      end += width
      return { ...rest, upTo: index === steps.length - 1 ? null : end }
    })
  })

const cost = (price: PriceModel, quantity: number) => priceQuantity(price, new Exact(quantity)).amount

/** Unit by unit, as a customer would count: which tier does each unit lie in? */
function slowGraduated(list: Tier[], quantity: number): Exact {
  let sum = new Exact(0)
  const begun = new Set<Tier>()
  for (let unit = 1; unit <= quantity; unit++) {
    const tier = list.find(({ upTo }) => upTo === null || unit <= upTo)!
    if (!begun.has(tier)) sum = sum.add(tier.flatFee)
    begun.add(tier)
    sum = sum.add(tier.unitPrice)
  }
  return sum
}

test('graduated tiers cost what counting unit by unit says', () => {
  fc.assert(
    fc.property(tiers, fc.nat(200), (list, quantity) => {
      expect(cost({ kind: 'graduated', tiers: list }, quantity).eq(slowGraduated(list, quantity))).toBe(true)
    }),
  )
})

test('volume tiers cost every unit at the price of the tier that the last one lies in', () => {
  fc.assert(
    fc.property(tiers, fc.integer({ min: 1, max: 200 }), (list, quantity) => {
      const tier = list.filter(({ upTo }) => upTo === null || upTo >= quantity)[0]!
      const slow = Array.from({ length: quantity }).reduce<Exact>(
        (sum) => sum.add(tier.unitPrice),
        new Exact(tier.flatFee),
      )
      expect(cost({ kind: 'volume', tiers: list }, quantity).eq(slow)).toBe(true)
    }),
  )
})

test('the steps of a price sum to its amount, and to its units except where packages are counted', () => {
  fc.assert(
    fc.property(
      tiers,
      fc.constantFrom('graduated' as const, 'volume' as const),
      fc.nat(200),
      (list, kind, quantity) => {
        const { amount, steps } = priceQuantity({ kind, tiers: list }, new Exact(quantity))
        expect(Exact.sum(0, ...steps.map((step) => step.amount)).eq(amount)).toBe(true)
        expect(Exact.sum(0, ...steps.map((step) => step.units)).eq(quantity)).toBe(true)
      },
    ),
  )
})

test('a package that is begun is paid, and nothing costs nothing', () => {
  const price: PriceModel = { kind: 'package', size: 1000, packagePrice: 150 }
  expect([0, 1, 1000, 1001, 2500].map((quantity) => cost(price, quantity).toNumber())).toEqual([
    0, 150, 150, 300, 450,
  ])
})

test('a quarter of a cent a unit is exact', () => {
  expect(cost({ kind: 'per_unit', unitPrice: '0.25' }, 1_000_000_003).toFixed()).toBe('250000000.75')
})
