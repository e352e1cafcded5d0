import { describe, expect, it } from 'vitest'
import type { PlanOffer } from '#lib/plan/schema.ts'
import { PlanForm, toPreview, toTerms, toValues } from './plan-values.ts'

const plan: PlanOffer = {
  id: 'plan_1',
  name: 'Standard',
  description: 'For most',
  rateLimit: { requests: 600, windowSeconds: 300, burst: 20 },
  quota: { requests: 5000, period: 'day', mode: 'hard' },
  pricing: null,
  approval: 'manual',
  isClosed: false,
  seriesId: 'plan_1',
  version: 1,
}
const issuesOf = (change: Partial<ReturnType<typeof toValues>>) =>
  PlanForm.safeParse({ ...toValues(plan), ...change }).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('the plan form', () => {
  it('gives back the plan it was filled with', () => {
    const { id: _, isClosed: __, seriesId: ___, version: ____, ...terms } = plan
    expect(toTerms(toValues(plan))).toEqual(terms)
    expect(toTerms(toValues({ ...plan, rateLimit: null, quota: null }))).toMatchObject({
      rateLimit: null,
      quota: null,
    })
  })

  it.each([
    [1, 1, 'second'],
    [90, 90, 'second'],
    [300, 5, 'minute'],
    [7200, 2, 'hour'],
    [86_400, 24, 'hour'],
  ])('shows a window of %d s as %d %s', (windowSeconds, count, unit) => {
    expect(toValues({ ...plan, rateLimit: { requests: 1, windowSeconds } }).window).toEqual({ count, unit })
  })

  it('tells what is wrong at the fields', () => {
    expect(issuesOf({})).toEqual([])
    expect(issuesOf({ name: ' ' })).toEqual(['name'])
    expect(issuesOf({ window: { count: 25, unit: 'hour' } })).toEqual(['window.count'])
    expect(issuesOf({ window: { count: undefined, unit: 'hour' } })).toEqual(['window.count'])
    expect(issuesOf({ rateLimit: { requests: Number.NaN, burst: undefined } })).toEqual([
      'rateLimit.requests',
    ])
    expect(issuesOf({ rateLimit: { requests: 5, burst: 6 } })).toEqual(['rateLimit.burst'])
    expect(issuesOf({ quota: { requests: 0, period: 'day', mode: 'hard' } })).toEqual(['quota.requests'])
  })

  it('asks nothing of a limit that is switched off', () => {
    expect(
      issuesOf({ hasQuota: false, quota: { requests: undefined, period: 'day', mode: 'hard' } }),
    ).toEqual([])
    expect(issuesOf({ hasRateLimit: false, window: { count: undefined, unit: 'hour' } })).toEqual([])
  })

  it('previews what can be read while the rest is being typed', () => {
    const values = { ...toValues(plan), rateLimit: { requests: undefined, burst: undefined } }
    expect(toPreview(values)).toMatchObject({ rateLimit: null, quota: plan.quota })
  })
})
