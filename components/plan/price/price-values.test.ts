import { describe, expect, it } from 'vitest'
import { Pricing } from '#lib/billing/schema/pricing.ts'
import { formPath, newCharge, readPricing, toPriceValues, toPricing } from './price-values.ts'

const pricing = Pricing.parse({
  currency: 'EUR',
  interval: 'year',
  recurringFee: 4900,
  setupFee: 1,
  trial: { kind: 'days', days: 14 },
  charges: [
    {
      key: 'calls',
      name: 'Calls',
      included: 100,
      meter: { kind: 'requests', weights: { pay: 5 }, statuses: ['2xx'] },
      price: {
        kind: 'graduated',
        tiers: [
          { upTo: 10, unitPrice: '0.25', flatFee: 5 },
          { upTo: null, unitPrice: '0.125' },
        ],
      },
    },
    {
      key: 'tokens',
      name: 'Tokens',
      unit: 'token',
      meter: { kind: 'upstream_header', header: 'x-tokens' },
      price: { kind: 'package', size: 1000, packagePrice: 150 },
    },
    {
      key: 'traffic',
      name: 'Traffic',
      unit: 'byte',
      meter: { kind: 'response_bytes' },
      price: { kind: 'per_unit', unitPrice: '0.000001' },
    },
  ],
})

describe('the price form', () => {
  it('gives back the price it was filled with', () => {
    expect(readPricing(toPriceValues(pricing))).toEqual(pricing)
  })

  it('takes amounts in major units, to any decimal', () => {
    const values = {
      ...toPriceValues(null),
      recurringFee: '49',
      charges: [{ ...newCharge(), unitPrice: '0.002' }],
    }
    expect(toPricing(values)).toMatchObject({
      recurringFee: 4900,
      charges: [{ price: { kind: 'per_unit', unitPrice: '0.2' } }],
    })
  })

  it('has no price while what was typed is no amount', () => {
    expect(readPricing({ ...toPriceValues(pricing), recurringFee: '4,9,' + 'x' })).toBeNull()
    expect(readPricing({ ...toPriceValues(pricing), currency: 'E' })).toBeNull()
  })

  it('shows what is wrong where it was typed', () => {
    expect(formPath(['charges', 0, 'price', 'tiers', 1, 'upTo'])).toEqual(['charges', 0, 'tiers', 1, 'upTo'])
    expect(formPath(['charges', 0, 'meter', 'header'])).toEqual(['charges', 0, 'header'])
    expect(formPath(['charges', 0, 'price'])).toEqual(['charges', 0, 'model'])
    expect(formPath(['trial', 'days'])).toEqual(['trialAmount'])
    expect(formPath(['recurringFee'])).toEqual(['recurringFee'])
  })
})
