import { expect, test } from 'vitest'
import { subscriptionNow } from './clock.ts'

test('a test clock is ahead of the real one by what it was moved on', () => {
  const now = Date.UTC(2026, 10, 25)
  expect(subscriptionNow({ clockOffsetMs: 0n }, now).getTime()).toBe(now)
  expect(subscriptionNow({ clockOffsetMs: 86_400_000n }, now).toISOString()).toBe('2026-11-26T00:00:00.000Z')
})
