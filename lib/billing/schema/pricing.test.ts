import { describe, expect, test } from 'vitest'
import { Pricing } from './pricing.ts'

const perUnit = { kind: 'per_unit', unitPrice: '0.5' }
const charge = { key: 'requests', name: 'Requests', meter: { kind: 'requests' }, price: perUnit }
const base = { currency: 'EUR', interval: 'month' }
const tiered = (kind: string, ...ends: (number | null)[]) => ({
  ...charge,
  price: { kind, tiers: ends.map((upTo) => ({ upTo, unitPrice: '1' })) },
})

/** Paths of what is refused. */
function faults(input: unknown): string[] {
  const result = Pricing.safeParse(input)
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join('.'))
}

test('every kind of price is taken together on one plan', () => {
  const charges = [
    charge,
    { ...tiered('graduated', 10, 100, null), key: 'reads', included: 5 },
    {
      ...tiered('volume', 10, null),
      key: 'writes',
      meter: { kind: 'requests', weights: { pay: 3 }, defaultWeight: 0 },
    },
    {
      key: 'traffic',
      name: 'Traffic',
      unit: 'byte',
      meter: { kind: 'response_bytes', statuses: ['2xx'] },
      price: { kind: 'package', size: 1_000_000, packagePrice: 10 },
    },
    {
      key: 'tokens',
      name: 'Tokens',
      unit: 'token',
      meter: { kind: 'upstream_header', header: 'X-Tokens' },
      price: perUnit,
    },
  ]
  const all = {
    ...base,
    recurringFee: 900,
    setupFee: 5000,
    minimumCharge: 100,
    trial: { kind: 'days', days: 14 },
    charges,
  }
  expect(faults(all)).toEqual([])
  expect(Pricing.parse(all).charges[4]!.meter).toMatchObject({ header: 'x-tokens' })
})

test('a price that is being typed is refused at its field, whatever else costs nothing', () => {
  for (const unitPrice of ['', '-', 'abc'])
    expect(faults({ ...base, charges: [{ ...charge, price: { kind: 'per_unit', unitPrice } }] })).toEqual([
      'charges.0.price.unitPrice',
    ])
})

describe('refused, each at its field', () => {
  test.each([
    [
      'tiers that go backwards',
      { ...base, charges: [tiered('graduated', 10, 5, null)] },
      'charges.0.price.tiers.1.upTo',
    ],
    [
      'tiers that overlap',
      { ...base, charges: [tiered('volume', 10, 10, null)] },
      'charges.0.price.tiers.1.upTo',
    ],
    [
      'a last tier with an end',
      { ...base, charges: [tiered('volume', 10, 20)] },
      'charges.0.price.tiers.1.upTo',
    ],
    [
      'a gap without an end',
      { ...base, charges: [tiered('graduated', null, 20, null)] },
      'charges.0.price.tiers.0.upTo',
    ],
    [
      'a negative price',
      { ...base, charges: [{ ...charge, price: { kind: 'per_unit', unitPrice: '-1' } }] },
      'charges.0.price.unitPrice',
    ],
    [
      'a price that is no number',
      { ...base, charges: [{ ...charge, price: { kind: 'per_unit', unitPrice: 'Infinity' } }] },
      'charges.0.price.unitPrice',
    ],
    [
      'a huge price',
      { ...base, charges: [{ ...charge, price: { kind: 'per_unit', unitPrice: '1234567890123' } }] },
      'charges.0.price.unitPrice',
    ],
    ['a negative fee', { ...base, recurringFee: -1 }, 'recurringFee'],
    ['a fee that is not finite', { ...base, recurringFee: Number.POSITIVE_INFINITY }, 'recurringFee'],
    ['an unknown currency', { ...base, currency: 'XBT', recurringFee: 1 }, 'currency'],
    ['two charges of one key', { ...base, charges: [charge, charge] }, 'charges.1.key'],
    [
      'a prepaid plan with volume tiers',
      { ...base, isPrepaid: true, charges: [tiered('volume', null)] },
      'charges.0.price',
    ],
    [
      'a prepaid plan with trial days',
      { ...base, isPrepaid: true, trial: { kind: 'days', days: 14 }, charges: [charge] },
      'trial',
    ],
    ['a prepaid plan without a charge', { ...base, isPrepaid: true, recurringFee: 5 }, 'charges'],
    ['a price of nothing', { ...base }, 'recurringFee'],
  ])('%s', (_, input, path) => {
    expect(faults(input)).toContain(path)
  })
})
