import { expect, it } from 'vitest'
import { toTransfer, transferForm } from './transfer-values.ts'

const messages = (values: object, due = 1_250n, currency = 'EUR') =>
  (
    transferForm(due, currency).safeParse({ reference: 'Transfer 1', amount: '12.50', ...values }).error
      ?.issues ?? []
  ).map(({ path, message }) => `${path.join('.')}: ${message}`)

it('a transfer has a reference and an amount of whole minor units, no more than is due', () => {
  expect(messages({})).toEqual([])
  expect(messages({ reference: ' ' })).toEqual(['reference: Enter the reference'])
  expect(messages({ amount: '12.51' })).toEqual(['amount: Only €12.50 is due'])
  expect(messages({ amount: '0' })).toEqual(['amount: Enter more than 0'])
  expect(messages({ amount: '1.005' })).toEqual(['amount: Enter an amount, e.g. 12.50'])
  expect(messages({ amount: '12.50' }, 1_250n, 'JPY')).toEqual(['amount: Enter an amount, e.g. 12.50'])
})

it('what was typed is sent in minor units', () => {
  expect(toTransfer({ reference: 'A', amount: '1,012.50' }, 'EUR')).toEqual({
    reference: 'A',
    amount: 101_250,
  })
  expect(toTransfer({ reference: 'A', amount: '70' }, 'JPY').amount).toBe(70)
})
