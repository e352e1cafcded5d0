import { expect, test } from 'vitest'
import { CreatePlan, formatQuota, formatRateLimit, planLimits } from './schema.ts'

test.each([
  [null, 'No rate limit'],
  [{ requests: 60, windowSeconds: 60 }, '60 requests a minute'],
  [{ requests: 1, windowSeconds: 1 }, '1 request a second'],
  [{ requests: 5_000, windowSeconds: 3_600 }, '5,000 requests an hour'],
  [{ requests: 10, windowSeconds: 86_400 }, '10 requests a day'],
  [{ requests: 100, windowSeconds: 300 }, '100 requests in 5 minutes'],
  [{ requests: 100, windowSeconds: 90 }, '100 requests in 90 seconds'],
  [{ requests: 600, windowSeconds: 60, burst: 60 }, '600 requests a minute, 60 at once'],
])('a rate limit in words: %j', (rateLimit, words) => {
  expect(formatRateLimit(rateLimit)).toBe(words)
})

test('a quota in words', () => {
  expect(formatQuota(null)).toBe('No quota')
  expect(formatQuota({ requests: 1_000, period: 'day' })).toBe('1,000 requests a day')
  expect(formatQuota({ requests: 1, period: 'month' })).toBe('1 request a month')
  expect(formatQuota({ requests: 5, period: 'day', mode: 'soft' })).toBe('5 requests a day, served beyond')
})

test('columns without values are no limits', () => {
  const none = {
    rateLimitRequests: null,
    rateLimitWindowSeconds: null,
    rateLimitBurst: null,
    quotaRequests: null,
    quotaPeriod: null,
    quotaMode: 'hard',
  }
  expect(planLimits(none)).toEqual({ rateLimit: null, quota: null })
  expect(
    planLimits({
      ...none,
      rateLimitRequests: 5,
      rateLimitWindowSeconds: 1,
      quotaRequests: 7,
      quotaPeriod: 'day',
    }),
  ).toEqual({
    rateLimit: { requests: 5, windowSeconds: 1 },
    quota: { requests: 7, period: 'day', mode: 'hard' },
  })
})

const plan = { productId: 'prod_1', name: 'Free', approval: 'automatic' }

test.each([
  [{ ...plan, name: ' ' }, 'name', 'Give the plan a name'],
  [{ ...plan, approval: 'maybe' }, 'approval', 'Choose automatic or manual'],
  [{ ...plan, rateLimit: { requests: 0, windowSeconds: 1 } }, 'rateLimit.requests', 'Enter 1 or more'],
  [{ ...plan, rateLimit: { requests: 1.5, windowSeconds: 1 } }, 'rateLimit.requests', 'Enter a whole number'],
  [
    { ...plan, rateLimit: { requests: 1, windowSeconds: 86_401 } },
    'rateLimit.windowSeconds',
    'A day (86,400 seconds) is the longest; use a quota for more',
  ],
  [
    { ...plan, rateLimit: { requests: 5, windowSeconds: 1, burst: 6 } },
    'rateLimit.burst',
    'The burst cannot be larger than the number of requests',
  ],
  [{ ...plan, quota: { requests: 5, period: 'year' } }, 'quota.period', 'Choose day or month'],
  [{ ...plan, quota: { requests: 5, period: 'day', mode: 'firm' } }, 'quota.mode', 'Choose hard or soft'],
  [
    { ...plan, pricing: { currency: 'XBT', interval: 'month', recurringFee: 1 } },
    'pricing.currency',
    'Not a currency we know',
  ],
])('%j is told at its field', (input, path, message) => {
  const issues = CreatePlan.safeParse(input).error?.issues ?? []
  expect(issues.map((issue) => [issue.path.join('.'), issue.message])).toContainEqual([path, message])
})
