import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Pricing } from '../schema/pricing.ts'
import { burnDown, type Credit, type Spend } from './burn-down.ts'
import { ratePeriod } from './rate-period.ts'
import { rateUsage } from './rate-usage.ts'
import { totalOf } from './rated-line.ts'
import { spendByHour } from './spend-by-hour.ts'
import { divideUsage, stretchesOf } from './term.ts'

const HOUR = 3_600_000
const hours = (count: number) => count * HOUR
const sum = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((total, amount) => total + amount, 0n)
const credit = (id: string, amount: number, rest: Partial<Credit> = {}): Credit => ({
  id,
  amount: BigInt(amount),
  priority: 100,
  startsAt: 0,
  expiresAt: null,
  ...rest,
})

const credits: fc.Arbitrary<Credit[]> = fc
  .array(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 6 }),
      amount: fc.bigInt({ min: 0n, max: 500n }),
      priority: fc.integer({ min: 1, max: 3 }),
      startsAt: fc.nat(20).map(hours),
      expiresAt: fc.option(fc.nat(30).map(hours)),
    }),
    { maxLength: 6 },
  )
  .map((list) => list.map((one, index) => ({ ...one, id: `${one.id}${index}` })))

const spends: fc.Arbitrary<Spend[]> = fc.array(
  fc.record({ hour: fc.nat(25).map(hours), amount: fc.bigInt({ min: 0n, max: 200n }) }),
  { maxLength: 20 },
)

describe('credits', () => {
  test('conserve money: what is covered and what is not is what was spent, and no credit gives more than it has', () => {
    fc.assert(
      fc.property(credits, spends, (list, spent) => {
        const { covered, uncovered, left, expired } = burnDown(list, spent, hours(40))
        expect(sum(covered.values()) + uncovered).toBe(sum(spent.map(({ amount }) => amount)))
        expect(sum(covered.values()) + left + expired).toBe(sum(list.map(({ amount }) => amount)))
        for (const { id, amount } of list) expect((covered.get(id) ?? 0n) <= amount).toBe(true)
      }),
    )
  })

  test('are used alike in whatever order they and the hours are told', () => {
    fc.assert(
      fc.property(credits, spends, (list, spent) => {
        const { covered, ...sums } = burnDown(list, spent, hours(40))
        const turned = burnDown([...list].reverse(), [...spent].reverse(), hours(40))
        expect(turned).toEqual({ covered, ...sums })
      }),
    )
  })

  test('are used by priority, then by what expires sooner, then by age', () => {
    const list = [
      credit('old', 10, { startsAt: 0 }),
      credit('young', 10, { startsAt: 1 }),
      credit('soon', 10, { startsAt: 2, expiresAt: hours(9) }),
      credit('first', 10, { startsAt: 3, priority: 1 }),
    ]
    const order = [5, 15, 25, 35].map(
      (amount) => [...burnDown(list, [{ hour: 0, amount: BigInt(amount) }], 0).covered.keys()].length,
    )
    expect(order).toEqual([1, 2, 3, 4])
    const { covered } = burnDown(list, [{ hour: 0, amount: 25n }], 0)
    expect(Object.fromEntries(covered)).toEqual({ first: 10n, soon: 10n, old: 5n })
  })

  test('serve no hour after they expired and none before they begin', () => {
    const list = [credit('early', 100, { expiresAt: hours(2) }), credit('late', 100, { startsAt: hours(4) })]
    const spent = [1, 2, 3, 4].map((hour) => ({ hour: hours(hour), amount: 10n }))
    const { covered, uncovered, left, expired } = burnDown(list, spent, hours(5))
    expect(Object.fromEntries(covered)).toEqual({ early: 10n, late: 10n })
    expect([uncovered, left, expired]).toEqual([20n, 90n, 90n])
  })

  test('come back where a volume price fell', () => {
    const spent = [
      { hour: 0, amount: 30n },
      { hour: hours(1), amount: -12n },
    ]
    const { covered, uncovered } = burnDown([credit('a', 20)], spent, hours(2))
    expect([covered.get('a'), uncovered]).toEqual([18n, 0n])
  })
})

describe('usage by the hour', () => {
  const tiers = (kind: 'graduated' | 'volume') => ({
    kind,
    tiers: [
      { upTo: 50, unitPrice: '1.37', flatFee: 3 },
      { upTo: null, unitPrice: '0.45' },
    ],
  })
  const prices = [
    { kind: 'per_unit' as const, unitPrice: '0.37' },
    { kind: 'package' as const, size: 7, packagePrice: 13 },
    tiers('graduated'),
    tiers('volume'),
  ]
  const period = { startsAt: 0, endsAt: hours(720) }

  test('sums to the lines of the invoice, for each kind of price', () => {
    const parts = fc.array(
      fc.record({
        hour: fc.nat(40).map(hours),
        chargeKey: fc.constantFrom('c0', 'c1', 'c2', 'c3'),
        quantity: fc.nat(60),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(parts, fc.nat(30), fc.nat(20), (usage, included, freeUnits) => {
        const charges = prices.map((price, index) => ({
          key: `c${index}`,
          name: `c${index}`,
          meter: { kind: 'requests' as const },
          included,
          price,
        }))
        const pricing = Pricing.parse({ currency: 'EUR', interval: 'month', charges })
        const plan = { id: 'gold', name: 'Gold', pricing }
        const stretches = stretchesOf([{ ...period, plan }], freeUnits)
        const counted = usage.map((part) => ({ ...part, planId: 'gold' }))
        const lines = stretches.flatMap((stretch) => rateUsage(period, stretch, counted))
        const spent = spendByHour(period, stretches, counted)
        expect(sum(spent.map(({ amount }) => amount))).toBe(totalOf(lines))
      }),
    )
  })

  describe('what a gateway counted by a plan that did not hold', () => {
    const planOf = (id: string, keys: string[], unitPrice: string, included = 0) => ({
      id,
      name: id,
      pricing: Pricing.parse({
        currency: 'EUR',
        interval: 'month',
        minimumCharge: id === 'old' ? 5_000 : 0,
        recurringFee: id === 'old' ? 900 : 0,
        charges: keys.map((key) => ({
          key,
          name: key,
          meter: { kind: 'requests' },
          included,
          price: { kind: 'per_unit', unitPrice },
        })),
      }),
    })
    const before = { startsAt: period.startsAt - 86_400_000, endsAt: period.startsAt }
    const terms = [
      { ...period, plan: planOf('new', ['calls'], '3') },
      { ...before, plan: planOf('old', ['calls', 'gone'], '2', 4) },
    ]

    test('counts under the plan that the period began with where that has the charge, and the line names the other', () => {
      const usage = [
        { planId: 'new', chargeKey: 'calls', quantity: 5 },
        { planId: 'old', chargeKey: 'calls', quantity: 7 },
      ]
      expect(ratePeriod({ period, terms, usage, next: null })).toMatchObject([
        {
          planId: 'new',
          chargeKey: 'calls',
          quantity: '12',
          amount: 36n,
          calculation: { countedUnder: ['old'] },
        },
      ])
    })

    test('else it is billed by its own plan’s price, without its fee, minimum and included units', () => {
      const usage = [
        { planId: 'old', chargeKey: 'gone', quantity: 9 },
        { planId: 'new', chargeKey: 'calls', quantity: 5 },
      ]
      expect(ratePeriod({ period, terms, usage, next: null })).toMatchObject([
        { planId: 'new', chargeKey: 'calls', quantity: '5', amount: 15n },
        { kind: 'usage', planId: 'old', chargeKey: 'gone', quantity: '9', amount: 18n, ...period },
      ])
    })

    test('no unit of a plan that the subscription ever had is lost, in whatever order they come', () => {
      const part = fc.record({
        planId: fc.constantFrom('new', 'old'),
        chargeKey: fc.constantFrom('calls', 'gone'),
        quantity: fc.nat(1_000),
      })
      const isCounted = (one: { planId: string; chargeKey: string }) =>
        one.planId === 'old' || one.chargeKey === 'calls'
      fc.assert(
        fc.property(fc.array(part), (usage) => {
          const lines = ratePeriod({ period, terms, usage, next: null })
          const units = lines.reduce((all, { quantity }) => all + Number(quantity), 0)
          const counted = usage.filter(isCounted)
          expect(units).toBe(counted.reduce((all, { quantity }) => all + quantity, 0))
          expect(
            ratePeriod({ period, terms: terms.toReversed(), usage: usage.toReversed(), next: null }),
          ).toEqual(lines)
          const { usage: divided, stretches } = divideUsage(
            period,
            terms,
            usage.map((one, index) => ({ ...one, hour: period.startsAt + index * 3_600_000 })),
            0,
          )
          const spent = spendByHour(period, stretches, divided)
          expect(sum(spent.map(({ amount }) => amount))).toBe(totalOf(lines))
        }),
      )
    })
  })
})
