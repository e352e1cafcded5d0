import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SettledMarks } from './settled-marks.ts'

test('a gateway that never rests is settled up to the mark that its acknowledged bytes have reached', () => {
  const marks = new SettledMarks()
  expect(marks.note(1_000, [100, 50], [0, 0], 0)).toBeUndefined()
  expect(marks.note(2_000, [200, 50], [120, 0], 0)).toBeUndefined()
  expect(marks.note(3_000, [300, 60], [199, 50], 0)).toBe(1_000)
  expect(marks.note(4_000, [400, 70], [390, 70], 0)).toBe(3_000)
  expect(marks.note(5_000, [400, 70], [400, 70], 0)).toBe(5_000)
})

test('nothing is settled while an earlier boot owes something', () => {
  const marks = new SettledMarks()
  expect(marks.note(1_000, [10], [10], 1)).toBeUndefined()
  expect(marks.note(2_000, [20], [15], 0)).toBe(1_000)
})

test('what is journaled and not acknowledged never ended before the moment that is told', () => {
  const step = fc.tuple(fc.nat(1), fc.nat(50), fc.nat(60))
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 200 }), (steps) => {
      const marks = new SettledMarks()
      const journaled = [0, 0]
      const acknowledged = [0, 0]
      const history: { at: number; journaled: number[] }[] = []
      for (const [at, [worker, written, taken]] of steps.entries()) {
        journaled[worker]! += written
        acknowledged[worker] = Math.min(journaled[worker]!, acknowledged[worker]! + taken)
        history.push({ at, journaled: [...journaled] })
        const settledAt = marks.note(at, [...journaled], acknowledged, 0)
        const then = history.find((one) => one.at === settledAt)
        for (const [index, bytes] of (then?.journaled ?? []).entries())
          expect(acknowledged[index]).toBeGreaterThanOrEqual(bytes)
      }
    }),
  )
})
