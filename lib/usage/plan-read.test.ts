import { describe, expect, it } from 'vitest'
import { AppError } from '#lib/core/errors.ts'
import { planRead, seriesKeys } from './plan-read.ts'

const now = new Date('2026-11-21T12:34:56.789Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

describe('planRead', () => {
  it('reads single requests for a recent short range, to the millisecond', () => {
    const plan = planRead('time', ago(60), now, now)
    expect(plan).toEqual({ source: 'decisions', from: ago(60), to: now, interval: 'minute' })
  })

  it('reads whole hours beyond three hours, and beyond two days ago', () => {
    expect(planRead('time', ago(181), now, now)).toEqual({
      source: 'hours',
      from: new Date('2026-11-21T09:00:00Z'),
      to: new Date('2026-11-21T13:00:00Z'),
      interval: 'hour',
    })
    expect(planRead('product', ago(3_000), ago(2_970), now)).toMatchObject({
      source: 'hours',
      interval: null,
    })
  })

  it('draws days when the range is long', () => {
    expect(planRead('time', ago(30 * 1_440), now, now).interval).toBe('day')
  })

  it('refuses what it cannot answer, at the field', () => {
    const fieldOf = (work: () => unknown): string[] => {
      try {
        work()
      } catch (error) {
        if (error instanceof AppError) return Object.keys(error.fields ?? {})
      }
      return []
    }
    expect(fieldOf(() => planRead('time', now, ago(1), now))).toEqual(['to'])
    expect(fieldOf(() => planRead('minute', ago(240), now, now))).toEqual(['groupBy'])
    expect(fieldOf(() => planRead('status', ago(1_441), now, now))).toEqual(['groupBy'])
    expect(fieldOf(() => planRead('hour', ago(400 * 1_440), now, now))).toEqual(['groupBy'])
  })
})

describe('seriesKeys', () => {
  it('has no gaps and begins in the step that the range begins in', () => {
    const plan = planRead('time', ago(2), now, now)
    expect(seriesKeys(plan)).toEqual([
      '2026-11-21T12:32:00.000Z',
      '2026-11-21T12:33:00.000Z',
      '2026-11-21T12:34:00.000Z',
    ])
    expect(seriesKeys(planRead('product', ago(2), now, now))).toEqual([])
  })
})
