import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMoney, fromMajorText, toMajorText, toMinor } from './money.ts'

test('halves are rounded away from zero, and only once', () => {
  expect(['0.5', '1.4999', '-0.5', '2.5'].map(toMinor)).toEqual([1n, 1n, -1n, 3n])
})

test('amounts are written with the digits of their currency, and unit prices with those they have', () => {
  expect(formatMoney(123_456, 'EUR')).toBe('€1,234.56')
  expect(formatMoney(1234n, 'JPY')).toBe('¥1,234')
  expect(formatMoney('0.25', 'EUR')).toBe('€0.0025')
  expect(formatMoney(-50, 'USD')).toBe('-$0.50')
})

test('what a person types in major units comes back as it was meant', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e11 }),
      fc.constantFrom('EUR', 'JPY', 'KWD'),
      (minor, currency) => {
        expect(fromMajorText(toMajorText(minor, currency), currency)).toBe(String(minor))
      },
    ),
  )
  expect(fromMajorText('12,50 €', 'EUR')).toBeNull()
  expect(fromMajorText('1e5', 'EUR')).toBeNull()
})
