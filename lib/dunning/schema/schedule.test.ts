import { expect, test } from 'vitest'
import { dunningSchedule, suspensionAt } from './schedule.ts'

const due = new Date('2026-11-01T10:00:00Z')
const daysOf = (dunningDays: number[], graceDays: number) =>
  dunningSchedule({ dunningDays, graceDays }, due).map(({ kind, at }) => [
    kind,
    (at.getTime() - due.getTime()) / 86_400_000,
  ])

test('a step on each day after the due date, in order, then the suspension', () => {
  expect(daysOf([7, 3, 5], 14)).toEqual([
    ['remind', 3],
    ['remind', 5],
    ['remind', 7],
    ['suspend', 14],
  ])
})

test('a grace that is shorter than the last step waits for it', () => {
  expect(daysOf([3, 20], 14)).toEqual([
    ['remind', 3],
    ['remind', 20],
    ['suspend', 20],
  ])
  expect(suspensionAt({ dunningDays: [], graceDays: 0 }, due)).toEqual(due)
})
