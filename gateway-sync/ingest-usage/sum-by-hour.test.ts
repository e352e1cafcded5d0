import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UsageRecord } from '../contract/index.ts'
import { type DaySums, type HourSums, sumByDay, sumByHour } from './sum-by-hour.ts'

const midnight = Date.parse('2026-11-24T00:00:00Z')
const DAY_MS = 86_400_000
const COUNTS = ['requests', 'billable', 'refused', 'errors', 'bytesIn', 'bytesOut'] as const

/** Requests of three days in any order, as they come when some of them are late. */
const records = fc.array(
  fc.record({
    id: fc.uuid(),
    at: fc.integer({ min: midnight, max: midnight + 3 * DAY_MS - 1 }),
    ms: fc.double({ min: 0, max: 100_000, noNaN: true }),
    method: fc.constant('GET'),
    path: fc.constant('/'),
    status: fc.constantFrom(200, 404, 502),
    in: fc.integer({ min: 0, max: 1_000 }),
    out: fc.integer({ min: 0, max: 1_000 }),
    rev: fc.constant(1),
    sub: fc.constantFrom('sub_a', 'sub_b'),
    op: fc.constantFrom('list', 'get'),
  }) as fc.Arbitrary<UsageRecord>,
  { maxLength: 60 },
)

const total = (rows: (HourSums | DaySums)[]) => ({
  counts: COUNTS.map((count) => rows.reduce((sum, row) => sum + row[count], 0)),
  latency: rows.reduce<number[]>((sum, { latency }) => {
    for (const [bucket, count] of latency.entries()) sum[bucket] = (sum[bucket] ?? 0) + count
    return sum
  }, []),
})

test('the sums of a day are those of its hours, of each combination, and none is left out', () => {
  fc.assert(
    fc.property(records, (all) => {
      const hours = sumByHour(all)
      const days = sumByDay(hours)
      expect(days.reduce((sum, { requests }) => sum + requests, 0)).toBe(all.length)
      const keys = days.map((day) => [day.day, day.subscriptionId, day.operationKey].join())
      expect(new Set(keys).size).toBe(days.length)
      for (const day of days) {
        const own = hours.filter(
          (hour) =>
            hour.hour.startsWith(day.day.slice(0, 10)) &&
            hour.subscriptionId === day.subscriptionId &&
            hour.operationKey === day.operationKey,
        )
        expect(total([day])).toEqual(total(own))
      }
    }),
  )
})

test('sums are the same however the records were cut into batches', () => {
  fc.assert(
    fc.property(records, fc.nat(60), (all, cut) => {
      const whole = sumByDay(sumByHour(all))
      const parts = [all.slice(0, cut), all.slice(cut)].flatMap((part) => sumByDay(sumByHour(part)))
      expect(total(parts)).toEqual(total(whole))
    }),
  )
})
