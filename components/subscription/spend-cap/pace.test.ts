import { expect, it } from 'vitest'
import { capReachedAt } from './pace.ts'

const asOf = new Date('2026-11-10T00:00:00Z')
const endsAt = new Date('2026-11-30T00:00:00Z')
const reached = (used: bigint, forecast: bigint | null, cap: bigint | null) =>
  capReachedAt({ used, forecast, cap, asOf, endsAt })?.toISOString() ?? null

it('says when use reaches the cap at its pace', () => {
  expect(reached(1_000n, 3_000n, 2_000n), 'half of the way, half of the time').toBe(
    '2026-11-20T00:00:00.000Z',
  )
  expect(reached(0n, 4_000n, 1_000n)).toBe('2026-11-15T00:00:00.000Z')
})

it('names no moment where the cap is not reached, was reached, or nothing is known', () => {
  expect(reached(1_000n, 2_000n, 2_000n), 'the last unit still fits').toBeNull()
  expect(reached(2_000n, 3_000n, 2_000n), 'it is reached').toBeNull()
  expect(reached(1_000n, 3_000n, null)).toBeNull()
  expect(reached(1_000n, null, 2_000n)).toBeNull()
})
