import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Meter, type Plan, StatusClass, UsageRecord } from '#gateway-sync/contract/index.ts'
import { Metering } from './metering.ts'
import { describeCompiled, describeMeters, metersOf } from './plan-meters.ts'
import { readUnits } from './read-units.ts'

const statuses = fc.uniqueArray(fc.constantFrom(...StatusClass.options), { minLength: 1 })
const key = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,10}[a-z0-9]$/)
const operation = fc.constantFrom('listAccounts', 'getAccount', 'constructor', '__proto__')
const weight = fc.nat(1_000_000)
const meter: fc.Arbitrary<Meter> = fc.oneof(
  fc.record({
    key,
    statuses,
    kind: fc.constant('requests' as const),
    weights: fc.dictionary(operation, weight),
    defaultWeight: weight,
  }),
  fc.record({ key, statuses, kind: fc.constant('response_bytes' as const) }),
  fc.record({
    key,
    statuses,
    kind: fc.constant('upstream_header' as const),
    header: fc.constant('x-tokens'),
  }),
)
const meterList = fc.uniqueArray(meter, { minLength: 1, maxLength: 20, selector: (each) => each.key })
const planOf = (meters: Meter[]): Plan => ({
  id: 'plan_a',
  name: 'A',
  productId: 'prod_a',
  apiIds: [],
  rateLimit: null,
  quota: null,
  meters,
})

describe('a number that an upstream reports', () => {
  it('is taken when it is whole and within bounds, and is otherwise named for what it is', () => {
    for (const [value, read] of [
      ['0', 0],
      [' 17 ', 17],
      ['1000000000', 1_000_000_000],
      ['1000000001', 'too_large'],
      ['9'.repeat(400), 'too_large'],
      ['-1', 'negative'],
      ['-0', 'negative'],
      ['1.5', 'not_a_number'],
      ['1e3', 'not_a_number'],
      ['0x10', 'not_a_number'],
      ['+5', 'not_a_number'],
      ['٣', 'not_a_number'],
      ['', 'not_a_number'],
      ['NaN', 'not_a_number'],
      ['3, 4', 'not_a_number'],
      [['3', '4'], 'not_a_number'],
      [undefined, 'missing'],
    ] as const) {
      expect(readUnits(value as string), String(value)).toBe(read)
    }
  })

  it('is never anything but a sound number or a reason, whatever the header holds', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const units = readUnits(value)
        if (typeof units === 'number')
          expect(Number.isInteger(units) && units >= 0 && units <= 1e9).toBe(true)
      }),
    )
  })
})

describe('what a request counts', () => {
  it('agrees with the contract, read slowly, for every meter, operation and answer', () => {
    const answer = fc.record({
      status: fc.integer({ min: 200, max: 599 }),
      bytes: fc.nat(1e9),
      tokens: fc.oneof(fc.nat(2e9).map(String), fc.string(), fc.constant(undefined)),
    })
    fc.assert(
      fc.property(meterList, operation, answer, (meters, op, { status, bytes, tokens }) => {
        const metering = new Metering(metersOf(planOf(meters))!, op)
        metering.readAnswer({ 'x-tokens': tokens })
        metering.close(status, bytes)
        const units: Record<string, number> = {}
        const odd: Record<string, unknown> = {}
        for (const each of meters) {
          if (!each.statuses.includes(`${Math.floor(status / 100)}xx` as '2xx')) continue
          const read = readUnits(tokens)
          let count = bytes
          if (each.kind === 'requests')
            count = Object.hasOwn(each.weights, op) ? each.weights[op]! : each.defaultWeight
          if (each.kind === 'upstream_header') count = typeof read === 'number' ? read : 0
          if (each.kind === 'upstream_header' && typeof read === 'string') odd[each.key] = read
          if (count > 0) units[each.key] = count
        }
        const line = JSON.parse(`{"x":0${metering.journal}}`) as UsageRecord
        expect(line.units ?? {}).toEqual(units)
        expect(line.odd ?? {}).toEqual(odd)
        expect(UsageRecord.shape.units.safeParse(line.units).success).toBe(true)
      }),
    )
  })

  it('is nothing when the request was refused', () => {
    const plan = planOf([
      { key: 'calls', kind: 'requests', statuses: ['5xx'], weights: {}, defaultWeight: 3 },
    ])
    const metering = new Metering(metersOf(plan)!, '')
    metering.void()
    expect([metering.units, metering.journal]).toEqual([[0], ''])
  })
})

it('a proof says the same of meters in force as of those that were sent, and another thing of any other', () => {
  fc.assert(
    fc.property(meterList, meterList, (sent, other) => {
      expect(describeCompiled(metersOf(planOf(sent)))).toBe(describeMeters(sent))
      const normal = (meters: Meter[]) =>
        meters.map((each) => ({ ...each, statuses: each.statuses.toSorted() }))
      const isSame = JSON.stringify(normal(sent)) === JSON.stringify(normal(other))
      if (!isSame && describeMeters(sent) === describeMeters(other))
        expect(normal(sent)).toEqual(normal(other))
    }),
  )
})
