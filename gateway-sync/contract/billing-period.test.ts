import fc from 'fast-check'
import { expect, test } from 'vitest'
import { billingBoundary, billingPeriodOf, hourOf } from './billing-period.ts'

const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2060, 0, 1) })
const interval = fc.constantFrom('month' as const, 'year' as const)
const iso = (at: number) => new Date(at).toISOString()

test('every moment from the anchor on lies in exactly one period, and periods meet without a gap', () => {
  fc.assert(
    fc.property(moment, interval, fc.nat(4_000), fc.nat(86_400_000), (anchor, interval, days, rest) => {
      const at = hourOf(anchor) + days * 86_400_000 + rest
      const period = billingPeriodOf(anchor, interval, at)
      expect(period.startsAt).toBeLessThanOrEqual(at)
      expect(period.endsAt).toBeGreaterThan(at)
      expect(billingPeriodOf(anchor, interval, period.endsAt).startsAt).toBe(period.endsAt)
      expect(billingPeriodOf(anchor, interval, period.endsAt - 1).index).toBe(period.index)
      expect(period.startsAt % 3_600_000).toBe(0)
    }),
  )
})

test('a month without the anchor’s day ends on its last day, and the next one has the day again', () => {
  const anchor = Date.UTC(2026, 0, 31, 10, 30)
  const starts = [0, 1, 2, 3].map((index) => iso(billingBoundary(anchor, 'month', index)))
  expect(starts).toEqual([
    '2026-01-31T10:00:00.000Z',
    '2026-02-28T10:00:00.000Z',
    '2026-03-31T10:00:00.000Z',
    '2026-04-30T10:00:00.000Z',
  ])
})

test('a year from a leap day ends on 28 February, and in a leap year on the 29th', () => {
  const anchor = Date.UTC(2028, 1, 29, 0)
  expect([1, 2, 3, 4].map((index) => iso(billingBoundary(anchor, 'year', index)).slice(0, 10))).toEqual([
    '2029-02-28',
    '2030-02-28',
    '2031-02-28',
    '2032-02-29',
  ])
})
