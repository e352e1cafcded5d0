import { expect, test } from 'vitest'
import { callFor } from './calls.ts'
import { dayShape } from './shape.ts'

test('a day is quiet at night and busy in the afternoon, and never empty', () => {
  const parts = Array.from({ length: 1000 }, (_, index) => dayShape(index / 1000))
  expect(Math.min(...parts)).toBeGreaterThan(0)
  expect(Math.max(...parts)).toBeLessThanOrEqual(1)
  expect(dayShape(15 / 24)).toBeGreaterThan(10 * dayShape(3 / 24))
  expect(dayShape(1)).toBeCloseTo(dayShape(0), 1)
})

test.each([
  ['http://localhost:8000/accounts', '/accounts'],
  ['http://localhost:8000/payments', '/pay'],
  ['http://localhost:8000/market-data', '/'],
])('%s gets calls of its own API', (address, prefix) => {
  for (const dice of [0, 0.25, 0.5, 0.75, 0.999]) expect(callFor(address, () => dice)?.path).toMatch(prefix)
})

test('an unknown API gets none', () => {
  expect(callFor('http://localhost:8000/weather', () => 0)).toBeNull()
})
