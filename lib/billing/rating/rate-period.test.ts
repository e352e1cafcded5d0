import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { billingPeriodOf } from '#gateway-sync/contract/index.ts'
import { Exact } from '#lib/core/money.ts'
import { Pricing, type PricingInput } from '../schema/pricing.ts'
import { costOfUnits, largestWithin } from './cost-of-units.ts'
import { prorateAmount, prorateUnits } from './prorate.ts'
import { ratePeriod, startLines } from './rate-period.ts'
import { totalOf } from './rated-line.ts'
import type { Term } from './term.ts'

const HOUR = 3_600_000
const charge = (
  price: PricingInput['charges'] extends (infer C)[] | undefined ? Partial<C> : never = {},
) => ({
  key: 'requests',
  name: 'Requests',
  meter: { kind: 'requests' as const },
  price: { kind: 'per_unit' as const, unitPrice: '0.25' },
  ...price,
})
const planOf = (id: string, pricing: Partial<PricingInput>) => ({
  id,
  name: id,
  pricing: Pricing.parse({ currency: 'EUR', interval: 'month', charges: [charge()], ...pricing }),
})

const period = billingPeriodOf(Date.UTC(2026, 0, 31, 10), 'month', Date.UTC(2026, 1, 10))
const moments = fc.array(fc.integer({ min: period.startsAt, max: period.endsAt }), { maxLength: 6 })
const splitAt = (cuts: number[]) => {
  const ends = [...new Set([period.startsAt, ...cuts, period.endsAt])].sort((a, b) => a - b)
  return ends.slice(1).map((endsAt, index) => ({ startsAt: ends[index]!, endsAt }))
}

describe('proration', () => {
  test('over any split of a period, the parts of a fee and of included units sum to the whole', () => {
    fc.assert(
      fc.property(moments, fc.nat(1_000_000), (cuts, whole) => {
        const parts = splitAt(cuts)
        expect(parts.reduce((sum, part) => sum + prorateAmount(whole, period, part), 0n)).toBe(BigInt(whole))
        expect(Exact.sum(0, ...parts.map((part) => prorateUnits(whole, period, part))).toNumber()).toBe(whole)
      }),
    )
  })

  test('however often plans of one fee are changed, the fee of the period stays what it was', () => {
    fc.assert(
      fc.property(moments, fc.nat(100_000), (cuts, recurringFee) => {
        const terms: Term[] = splitAt(cuts).map((span, index) => ({
          ...span,
          plan: planOf(`plan_${index}`, { recurringFee }),
        }))
        const lines = ratePeriod({ period, terms, usage: [], next: null })
        expect(totalOf(lines)).toBe(0n)
      }),
    )
  })

  test('an end before the period’s returns the unused part of the fee, an end with it nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: period.startsAt + 1, max: period.endsAt }),
        fc.nat(100_000),
        (endsAt, recurringFee) => {
          const plan = planOf('gold', { recurringFee })
          const terms = [{ plan, startsAt: period.startsAt, endsAt }]
          const total = totalOf(ratePeriod({ period, terms, usage: [], next: null }))
          const kept = prorateAmount(recurringFee, period, { startsAt: period.startsAt, endsAt })
          expect(BigInt(recurringFee) + total).toBe(kept)
        },
      ),
    )
  })

  test('an upgrade in the middle of a leap February costs half of the difference', () => {
    const leap = billingPeriodOf(Date.UTC(2028, 1, 1), 'month', Date.UTC(2028, 1, 10))
    const middle = (leap.startsAt + leap.endsAt) / 2
    const [from, to] = [planOf('small', { recurringFee: 1000 }), planOf('large', { recurringFee: 5000 })]
    const lines = ratePeriod({
      period: leap,
      terms: [
        { plan: to, startsAt: middle, endsAt: leap.endsAt },
        { plan: from, startsAt: leap.startsAt, endsAt: middle },
      ],
      usage: [],
      next: null,
    })
    expect(lines.filter(({ kind }) => kind === 'proration').map(({ amount }) => amount)).toEqual([
      -500n,
      2500n,
    ])
    expect(leap.endsAt - leap.startsAt).toBe(29 * 24 * HOUR)
  })
})

describe('usage of a period', () => {
  const plan = planOf('gold', {
    recurringFee: 4900,
    minimumCharge: 100,
    charges: [charge({ included: 1000 }), charge({ key: 'tokens', name: 'Tokens', unit: 'token' })],
  })
  const term = { plan, startsAt: period.startsAt, endsAt: period.endsAt }
  const part = fc.record({
    chargeKey: fc.constantFrom('requests', 'tokens'),
    quantity: fc.bigInt({ min: 0n, max: 10_000n }),
  })

  test('depends on no order, and on no way in which it was cut into records', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.nat(), (parts, turn) => {
        const usage = parts.map((one) => ({ ...one, planId: plan.id }))
        const shifted = usage.map((_, index) => usage[(index + turn) % usage.length]!)
        const halves = usage.flatMap((one) => [
          { ...one, quantity: one.quantity / 2n },
          { ...one, quantity: one.quantity - one.quantity / 2n },
        ])
        const input = { period, terms: [term], next: null }
        const lines = ratePeriod({ ...input, usage })
        expect(ratePeriod({ ...input, usage: shifted })).toEqual(lines)
        expect(ratePeriod({ ...input, usage: halves })).toEqual(lines)
      }),
    )
  })

  test('is free up to what is included, and raised to the minimum', () => {
    const usage = [{ planId: 'gold', chargeKey: 'requests', quantity: 1200 }]
    const lines = ratePeriod({ period, terms: [term], usage, next: null })
    expect(lines.map(({ kind, amount, quantity }) => [kind, amount, quantity])).toEqual([
      ['usage', 50n, '1200'],
      ['usage', 0n, '0'],
      ['minimum', 50n, null],
    ])
    expect(lines[0]!.calculation).toMatchObject({ included: '1000', steps: [{ units: '200', amount: '50' }] })
  })

  test('is free once for the units of a trial', () => {
    const usage = [{ planId: 'gold', chargeKey: 'requests', quantity: 1200 }]
    const [line] = ratePeriod({ period, terms: [term], usage, freeUnits: 150, next: null })
    expect(line).toMatchObject({ amount: 13n, calculation: { included: '1150' } })
  })

  test('is rated under the plan that it was served by, with each plan’s part of what is included', () => {
    const other = planOf('silver', {
      charges: [charge({ included: 200, price: { kind: 'per_unit', unitPrice: '1' } })],
    })
    const middle = (period.startsAt + period.endsAt) / 2
    const lines = ratePeriod({
      period,
      terms: [
        { plan, startsAt: period.startsAt, endsAt: middle },
        { plan: other, startsAt: middle, endsAt: period.endsAt },
      ],
      usage: [
        { planId: 'silver', chargeKey: 'requests', quantity: 101 },
        { planId: 'gold', chargeKey: 'requests', quantity: 540 },
      ],
      next: null,
    })
    const usage = lines.filter(({ kind }) => kind === 'usage' || kind === 'minimum')
    expect(usage.map(({ planId, amount }) => [planId, amount])).toEqual([
      ['gold', 10n],
      ['gold', 0n],
      ['gold', 40n],
      ['silver', 1n],
    ])
  })

  test('the next fee is due in advance, set-up once at the start', () => {
    const next = { plan, startsAt: period.endsAt, endsAt: period.endsAt + HOUR }
    expect(ratePeriod({ period, terms: [term], usage: [], next }).at(-1)).toMatchObject({
      kind: 'fee',
      amount: 4900n,
    })
    const started = startLines(planOf('setup', { setupFee: 700, recurringFee: 300 }), period)
    expect(started.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['setup', 700n],
      ['fee', 300n],
    ])
  })
})

describe('what a limit on spending allows', () => {
  const unitPrice = fc.integer({ min: 1, max: 500 }).map((part) => `0.${String(part).padStart(3, '0')}`)
  const prices = fc.oneof(
    fc.record({ kind: fc.constant('per_unit' as const), unitPrice }),
    fc.record({
      kind: fc.constant('package' as const),
      size: fc.integer({ min: 1, max: 50 }),
      packagePrice: fc.nat(90),
    }),
    fc
      .tuple(
        fc.constantFrom('graduated' as const, 'volume' as const),
        unitPrice,
        unitPrice,
        fc.integer({ min: 1, max: 99 }),
      )
      .map(([kind, first, second, upTo]) => ({
        kind,
        tiers: [
          { upTo, unitPrice: first, flatFee: 3 },
          { upTo: null, unitPrice: second, flatFee: 1 },
        ],
      })),
  )

  test('is the largest quantity: it fits, and one more does not', () => {
    fc.assert(
      fc.property(prices, fc.nat(300), fc.nat(400), fc.nat(20), (price, budget, already, included) => {
        const pricing = { charges: Pricing.shape.charges.parse([charge({ price, included })]) }
        const units = new Map([['requests', new Exact(already)]])
        const more = largestWithin(pricing, 'requests', units, new Exact(budget))
        const cost = (quantity: number) =>
          costOfUnits(pricing, new Map([['requests', new Exact(already + quantity)]]))
        if (more > 0) expect(cost(more).lte(budget)).toBe(true)
        if (more < 1_000_000_000_000) expect(cost(more + 1).gt(budget)).toBe(true)
      }),
    )
  })

  test('never falls as use grows, not even with volume tiers', () => {
    fc.assert(
      fc.property(prices, fc.nat(300), fc.nat(50), (price, quantity, more) => {
        const pricing = { charges: Pricing.shape.charges.parse([charge({ price })]) }
        const cost = (units: number) => costOfUnits(pricing, new Map([['requests', new Exact(units)]]))
        expect(cost(quantity + more).gte(cost(quantity))).toBe(true)
      }),
    )
  })
})
