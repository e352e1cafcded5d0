import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { playwrightTally, sum, vitestTally } from './tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'tally-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: object): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

test('vitest: counts, and a file that did not load is a failure', () => {
  const counts = { numPassedTests: 7, numFailedTests: 0 }
  expect(vitestTally(report({ ...counts, success: true }), 0)).toEqual({ passed: 7, failed: 0 })
  expect(vitestTally(report({ ...counts, success: false }), 1)).toEqual({ passed: 7, failed: 1 })
  expect(vitestTally(report({ ...counts, numFailedTests: 2, success: false }), 1)).toEqual({
    passed: 7,
    failed: 2,
  })
})

test('playwright: a journey that passed only when repeated is a failure, and so is a run without tests', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1 }
  expect(playwrightTally(report({ stats, errors: [] }), 1)).toEqual({ passed: 3, failed: 2 })
  const none = { stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [{ message: 'No tests found' }] }
  expect(playwrightTally(report(none), 1)).toEqual({ passed: 0, failed: 1 })
})

test('a missing report is a failure', () => {
  expect(sum([vitestTally(join(folder, 'no'), 0), playwrightTally(join(folder, 'no'), 0)])).toEqual({
    passed: 0,
    failed: 2,
  })
})
