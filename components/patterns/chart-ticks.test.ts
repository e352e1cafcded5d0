import { describe, expect, it } from 'vitest'
import { timeTicks, valueTicks } from './chart-ticks.ts'

const hour = 3_600_000

describe('marks on an axis', () => {
  it('stand at round moments', () => {
    const from = Date.parse('2026-11-19T18:40:00Z')
    const ticks = timeTicks(from, from + 47 * hour).map((at) => new Date(at).toISOString().slice(5, 16))
    expect(ticks).toEqual(['11-20T00:00', '11-20T12:00', '11-21T00:00', '11-21T12:00'])
  })
  it('reach from nothing to the greatest value in round steps', () => {
    expect(valueTicks(1620)).toEqual([0, 500, 1000, 1500, 2000])
    expect(valueTicks(0.031)).toEqual([0, 0.01, 0.02, 0.03, 0.04])
    expect(valueTicks(1)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(valueTicks(0)).toEqual([0, 1])
  })
})
