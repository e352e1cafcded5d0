import { existsSync, readFileSync } from 'node:fs'

/** How many tests passed and failed, and which failed, in words: where, what, and the first lines of why. */
export interface Tally {
  passed: number
  failed: number
  failures: string[]
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  success: boolean
  testResults?: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs?: {
    file: string
    title: string
    ok: boolean
    tests: { results: { error?: { message?: string } }[] }[]
  }[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number }
  errors: { message?: string }[]
  suites?: PlaywrightSuite[]
}

const linesShown = 6

const read = <T>(path: string): T | null =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null

const described = (where: string, what: string, why = ''): string =>
  [`${where} › ${what}`, ...why.split('\n').slice(0, linesShown)].join('\n').trimEnd()

/** A run that ended badly has at least one failure, even when no single test could be blamed. */
function honest(tally: Tally, isOk: boolean): Tally {
  return { ...tally, failed: isOk ? tally.failed : Math.max(tally.failed, 1) }
}

const noReport = (program: string): Tally => ({
  passed: 0,
  failed: 1,
  failures: [`${program} ended without a report`],
})

function vitestFailures({ testResults = [] }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [described(name, 'could not be run', message)]
    return failed.map((test) => described(name, test.fullName, test.failureMessages[0]))
  })
}

function playwrightFailures({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ file, title, ok, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []))
    return ok && errors.length === 0 ? [] : [described(file, title, errors[0])]
  })
  return [...own, ...suites.flatMap(playwrightFailures)]
}

/** Reads vitest's JSON report. No report, or a file that could not be loaded: a failure. */
export function vitestTally(path: string, exitCode: number | null): Tally {
  const report = read<VitestReport>(path)
  if (!report) return noReport('vitest')
  const { numPassedTests: passed, numFailedTests: failed, success } = report
  return honest({ passed, failed, failures: vitestFailures(report) }, exitCode === 0 && success)
}

/** Reads Playwright's JSON report. A journey that passed only when repeated counts as failed. */
export function playwrightTally(path: string, exitCode: number | null): Tally {
  const report = read<PlaywrightReport>(path)
  if (!report) return noReport('Playwright')
  const { expected, unexpected, flaky } = report.stats
  const failures = [
    ...playwrightFailures(report),
    ...report.errors.map(({ message }) => described('Playwright', 'the run', message)),
  ]
  return honest(
    { passed: expected, failed: unexpected + flaky, failures },
    exitCode === 0 && report.errors.length === 0,
  )
}

export const sum = (tallies: Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
  failures: tallies.flatMap(({ failures }) => failures),
})
