import { expect, it } from 'vitest'
import { gapText } from './gap-text.ts'

const format = { moment: () => '05:54', bytes: (count: number) => `${count} B` }
const text = (gap: object) =>
  gapText({ gatewayId: 'gw_1', name: 'gw-dc2', kind: 'owes', since: '2026-11-25T05:54:00Z', ...gap }, format)

it('each kind of gap says what is missing, since when and how much', () => {
  expect(text({ kind: 'silent', bytes: 12 })).toBe(
    'is away: all that it served since 05:54 is missing. When it was last heard it owed 12 B.',
  )
  expect(text({ kind: 'silent', bytes: 0 })).toBe('is away: all that it served since 05:54 is missing.')
  expect(text({ bytes: 12 })).toBe('still sends: 12 B of its journal since 05:54 are to come.')
  expect(text({ bytes: 0 })).toBe('has not said yet that all since 05:54 is here.')
  expect(text({ kind: 'gap', worker: 1, segment: 3, from: 4096, to: 8192, bytes: 4096 })).toContain(
    'a hole of 4096 B in its journal: bytes 4,096 to 8,192 of segment 3 of worker 1',
  )
  expect(text({ kind: 'gap', records: 7 })).toContain('counted 7 requests more than it handed over')
})
