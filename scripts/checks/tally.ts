import { existsSync, readFileSync } from 'node:fs'

/** How many tests passed and failed. */
export interface Tally {
  passed: number
  failed: number
}

type VitestReport = { numPassedTests: number; numFailedTests: number; success: boolean }
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] }

const read = <T>(path: string): T | null =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null

/** A run that ended badly has at least one failure, even when no single test could be blamed. */
function honest({ passed, failed }: Tally, isOk: boolean): Tally {
  return { passed, failed: isOk ? failed : Math.max(failed, 1) }
}

/** Reads vitest's JSON report. No report, or a file that could not be loaded: a failure. */
export function vitestTally(path: string, exitCode: number | null): Tally {
  const report = read<VitestReport>(path)
  if (!report) return { passed: 0, failed: 1 }
  return honest(
    { passed: report.numPassedTests, failed: report.numFailedTests },
    exitCode === 0 && report.success,
  )
}

/** Reads Playwright's JSON report. A journey that passed only when repeated counts as failed. */
export function playwrightTally(path: string, exitCode: number | null): Tally {
  const report = read<PlaywrightReport>(path)
  if (!report) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky } = report.stats
  return honest(
    { passed: expected, failed: unexpected + flaky },
    exitCode === 0 && report.errors.length === 0,
  )
}

export const sum = (tallies: Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
})
