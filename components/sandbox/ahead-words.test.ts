import { expect, it } from 'vitest'
import { type AheadEvent, AheadKind } from '#lib/sandbox/schema.ts'
import { aheadWords, passedUntil, withoutRepeats } from './ahead-words.ts'

const start = Date.parse('2026-12-01T00:00:00Z')
const event = (days: number, kind: AheadKind = 'invoice_due'): AheadEvent => ({
  kind,
  at: new Date(start + days * 86_400_000),
  object: { id: `inv_${days}`, name: `SBX-${days}` },
})

it('says of everything that a clock may bring what it is about', () => {
  for (const kind of AheadKind.options) expect(aheadWords(event(1, kind)), kind).toContain('SBX-1')
})

it('names what a move passes, the moment itself included, and counts the rest', () => {
  const ahead = [1, 2, 3, 4].map((days) => event(days))
  const passed = passedUntil(ahead, ahead[2]!.at, 2)
  expect(passed.shown.map(({ object }) => object.id)).toEqual(['inv_1', 'inv_2'])
  expect(passed.more).toBe(1)
  expect(passedUntil(ahead, new Date(start))).toEqual({ shown: [], more: 0 })
})

it('names the next reminder of each invoice only', () => {
  const again = { ...event(2, 'reminder'), object: event(1).object }
  const ahead = [event(1, 'reminder'), again, event(3, 'reminder'), event(1, 'suspension')]
  expect(withoutRepeats(ahead)).toEqual([ahead[0], ahead[2], ahead[3]])
})
