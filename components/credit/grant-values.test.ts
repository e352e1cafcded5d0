import { describe, expect, it } from 'vitest'
import { grantForm, toGrant } from './grant-values.ts'

const values = { amount: '25.50', expiresOn: '2027-12-31', priority: 100, note: 'Welcome' }
const faults = (part: Partial<typeof values>, currency = 'EUR') =>
  grantForm(currency)
    .safeParse({ ...values, ...part })
    .error?.issues.map(({ path }) => path.join('.')) ?? []

describe('credits as they are typed', () => {
  it('become minor units and the end of a day', () => {
    expect(toGrant(values, 'EUR')).toEqual({
      amount: 2_550,
      priority: 100,
      note: 'Welcome',
      expiresAt: '2028-01-01T00:00:00.000Z',
    })
    expect(toGrant({ ...values, amount: '1,200', expiresOn: '' }, 'JPY')).toMatchObject({
      amount: 1_200,
      expiresAt: null,
    })
  })

  it('are refused at their field when they are no amount, no day, or too exact', () => {
    expect(faults({})).toEqual([])
    for (const amount of ['', 'abc', '0', '-5', '1.005'])
      expect(faults({ amount }), amount).toEqual(['amount'])
    expect(faults({ amount: '1.5' }, 'JPY')).toEqual(['amount'])
    for (const expiresOn of ['31.12.2027', '2027-13-01']) expect(faults({ expiresOn })).toEqual(['expiresOn'])
    expect(faults({ priority: 1_001 })).toEqual(['priority'])
  })
})
