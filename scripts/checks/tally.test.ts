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
  expect(vitestTally(report({ ...counts, success: true }), 0)).toMatchObject({
    passed: 7,
    failed: 0,
    failures: [],
  })
  expect(vitestTally(report({ ...counts, success: false }), 1)).toMatchObject({ passed: 7, failed: 1 })
  expect(vitestTally(report({ ...counts, numFailedTests: 2, success: false }), 1)).toMatchObject({
    passed: 7,
    failed: 2,
  })
})

test('playwright: a journey that passed only when repeated is a failure, and so is a run without tests', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1 }
  expect(playwrightTally(report({ stats, errors: [] }), 1)).toMatchObject({ passed: 3, failed: 2 })
  const none = { stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [{ message: 'No tests found' }] }
  expect(playwrightTally(report(none), 1)).toMatchObject({ passed: 0, failed: 1 })
})

test('each failed test is named with its file and the first lines of why', () => {
  const why = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n')
  const vitest = vitestTally(
    report({
      numPassedTests: 1,
      numFailedTests: 1,
      success: false,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { status: 'passed', fullName: 'holds', failureMessages: [] },
            { status: 'failed', fullName: 'breaks', failureMessages: [why] },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    }),
    1,
  )
  expect(vitest.failures).toEqual([
    'a.test.ts › breaks\nline 0\nline 1\nline 2\nline 3\nline 4\nline 5',
    'b.test.ts › could not be run\nno such module',
  ])
  const spec = {
    file: 'c.spec.ts',
    title: 'walks',
    ok: false,
    tests: [{ results: [{ error: { message: 'lost' } }] }],
  }
  const playwright = playwrightTally(
    report({
      stats: { expected: 0, unexpected: 1, flaky: 0 },
      errors: [],
      suites: [{ suites: [{ specs: [spec] }] }],
    }),
    1,
  )
  expect(playwright.failures).toEqual(['c.spec.ts › walks\nlost'])
})

test('a missing report is a failure', () => {
  expect(sum([vitestTally(join(folder, 'no'), 0), playwrightTally(join(folder, 'no'), 0)])).toMatchObject({
    passed: 0,
    failed: 2,
  })
})
