import { describe, expect, test } from 'vitest'
import {
  formatCharge,
  formatFixed,
  formatHeadline,
  formatPrice,
  formatTiers,
  formatTrial,
} from './format-price.ts'
import { Pricing, type PricingInput } from './pricing.ts'

const requests = { key: 'requests', name: 'Requests', meter: { kind: 'requests' as const } }
const perUnit = (unitPrice: string) => ({ kind: 'per_unit' as const, unitPrice })
const tiers = [
  { upTo: 1_000, unitPrice: '1' },
  { upTo: 5_000, unitPrice: '0.5', flatFee: 500 },
  { upTo: null, unitPrice: '0.2' },
]
const of = (pricing: Partial<PricingInput>) =>
  Pricing.parse({ currency: 'EUR', interval: 'month', ...pricing })

describe('a price in words', () => {
  test.each<[Partial<PricingInput> | null, string]>([
    [null, 'Free'],
    [{ recurringFee: 4_900 }, '€49.00 a month'],
    [
      { recurringFee: 4_900, charges: [{ ...requests, included: 10_000, price: perUnit('0.2') }] },
      '€49.00 a month + €0.002 a request beyond 10,000',
    ],
    [
      {
        setupFee: 5_000,
        minimumCharge: 500,
        charges: [{ ...requests, unit: 'item', price: { kind: 'package', size: 1_000, packagePrice: 500 } }],
      },
      '€5.00 for each 1,000 items, €50.00 once, at least €5.00 a month',
    ],
    [{ interval: 'year', currency: 'JPY', recurringFee: 9_000 }, '¥9,000 a year'],
    [
      { isPrepaid: true, charges: [{ ...requests, unit: 'answer', price: perUnit('1') }] },
      '€0.01 an answer, prepaid',
    ],
  ])('%j', (pricing, words) => {
    expect(formatPrice(pricing && of(pricing))).toBe(words)
  })

  test.each<[Partial<PricingInput> | null, string]>([
    [null, 'Free '],
    [{ recurringFee: 4_900, charges: [{ ...requests, price: perUnit('1') }] }, '€49.00 a month'],
    [
      {
        charges: [
          { ...requests, price: perUnit('0') },
          {
            ...requests,
            key: 'bytes',
            unit: 'byte',
            price: { kind: 'package', size: 1_000, packagePrice: 5 },
          },
        ],
      },
      '€0.05 for each 1,000 bytes',
    ],
    [{ charges: [{ ...requests, price: { kind: 'volume', tiers } }] }, '€0.01 to €0.002 a request'],
    [
      { setupFee: 900, minimumCharge: 500, charges: [{ ...requests, price: perUnit('0') }] },
      '€5.00 a month at least',
    ],
    [{ setupFee: 900 }, '€9.00 once'],
  ])('at first sight: %j', (pricing, words) => {
    const { amount, per } = formatHeadline(pricing && of(pricing))
    expect(`${amount} ${per}`).toBe(words)
  })

  test('what is paid once, at least or before is told beside it', () => {
    const charges = [{ ...requests, price: perUnit('1') }]
    expect(formatFixed(of({ recurringFee: 900, charges }))).toEqual([])
    expect(formatFixed(of({ setupFee: 900, minimumCharge: 500, charges }))).toEqual([
      '€9.00 once, at the start',
      'Usage costs at least €5.00 a month',
    ])
    expect(formatFixed(of({ isPrepaid: true, charges }))).toEqual([
      'Prepaid: usage is paid from credits that are bought before',
    ])
  })

  test('tiers are told from the first to the last, and step by step', () => {
    const pricing = of({ charges: [{ ...requests, price: { kind: 'graduated', tiers } }] })
    const [charge] = pricing.charges
    expect(formatCharge(charge!, 'EUR')).toBe('€0.01 to €0.002 a request')
    const { price } = charge!
    expect(formatTiers('tiers' in price ? price.tiers : [], 'EUR')).toEqual([
      'first 1,000: €0.01 each',
      '1,001 to 5,000: €0.005 each + €5.00',
      'beyond 5,000: €0.002 each',
    ])
  })

  test('a trial is days or units', () => {
    const charges = [{ ...requests, price: perUnit('1') }]
    expect(formatTrial(of({ charges }))).toBeNull()
    expect(formatTrial(of({ charges, trial: { kind: 'days', days: 1 } }))).toBe('1 day free')
    expect(formatTrial(of({ charges, trial: { kind: 'units', units: 1_000 } }))).toBe(
      'first 1,000 requests free',
    )
  })
})
