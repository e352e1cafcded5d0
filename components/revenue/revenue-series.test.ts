import { describe, expect, it } from 'vitest'
import type { RevenueRow } from '#lib/revenue/schema.ts'
import { monthLabel, monthsOf, revenueSeries, shareOf, toMajor } from './revenue-series.ts'

const row = (key: string, currency: string, recurring: bigint): RevenueRow => ({
  key,
  label: key,
  currency,
  recurring,
  usage: 250n,
  setup: 0n,
  credits: 0n,
  total: recurring + 250n,
})

describe('the months of a chart', () => {
  it('are all that the span touches, across a year’s end', () => {
    expect(monthsOf('2026-11-30T23:00:00Z', '2027-02-01T00:00:00Z')).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
    ])
    expect(monthsOf('2026-11-01T00:00:00Z', '2026-11-25T10:00:00Z')).toEqual(['2026-11'])
    expect(monthLabel('2026-03')).toBe('Mar 2026')
  })

  it('hold one currency in major units, and zero where nothing was invoiced', () => {
    const rows = [row('2026-09', 'EUR', 4_900n), row('2026-09', 'JPY', 700n), row('2026-11', 'EUR', 100n)]
    const span = { from: '2026-09-01T00:00:00Z', to: '2026-11-25T00:00:00Z' }
    const euros = revenueSeries(rows, { currency: 'EUR', ...span })
    expect(euros.map(({ x, recurring, usage }) => [x, recurring, usage])).toEqual([
      ['Sep 2026', 49, 2.5],
      ['Oct 2026', 0, 0],
      ['Nov 2026', 1, 2.5],
    ])
    expect(revenueSeries(rows, { currency: 'JPY', ...span })[0]).toMatchObject({ recurring: 700, usage: 250 })
  })
})

describe('amounts', () => {
  it('keep their sign and their currency’s digits', () => {
    expect([toMajor(-1_234n, 'EUR'), toMajor(1_234n, 'JPY'), toMajor(1_234n, 'KWD')]).toEqual([
      -12.34, 1234, 1.234,
    ])
  })

  it('are a share of a total only where there is one', () => {
    expect([
      shareOf(1n, 8n),
      shareOf(3n, 3n),
      shareOf(0n, 0n),
      shareOf(-5n, -5n),
      shareOf(9_330n, 19_894n),
    ]).toEqual(['12.5 %', '100 %', '–', '–', '46.9 %'])
  })
})
