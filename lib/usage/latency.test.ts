import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOf, bucketOf, percentileOf } from './latency.ts'

test('a duration lies within the bounds of its bucket', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 5_000_000, noNaN: true }), (ms) => {
      const { from, to } = boundsOf(bucketOf(ms))
      expect(ms).toBeGreaterThanOrEqual(from * (1 - 1e-9))
      expect(ms).toBeLessThanOrEqual(to * (1 + 1e-9))
    }),
  )
})

test('buckets follow each other without a gap', () => {
  for (let bucket = 1; bucket < 84; bucket++) expect(boundsOf(bucket).from).toBe(boundsOf(bucket - 1).to)
  expect(bucketOf(0)).toBe(0)
  expect(bucketOf(Number.MAX_VALUE)).toBe(83)
})

test('a percentile is at most a fifth away from the true one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.5, 0.95, 0.99),
      (durations, p) => {
        const counts: number[] = Array(84).fill(0)
        for (const ms of durations) counts[bucketOf(ms)]!++
        const sorted = durations.toSorted((a, b) => a - b)
        const exact = sorted[Math.ceil(p * sorted.length) - 1]!
        const estimate = percentileOf(counts, p)!
        expect(estimate).toBeGreaterThan(exact * 0.8)
        expect(estimate).toBeLessThan(exact * 1.2)
      },
    ),
  )
})

test('nothing counted has no percentile', () => {
  expect(percentileOf([], 0.5)).toBeNull()
  expect(percentileOf([0, 0], 0.5)).toBeNull()
})
