// `npm test`: static checks, every vitest test, and the browser journeys. Ends with what failed, named once more, and
// `N passed, N failed` on a line of its own: the tests of both, and each static check that failed as one failure more.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from '../e2e/support/chromium.ts'
import { prepareTypes, staticChecks } from './checks/checks.ts'
import { runChecks } from './checks/run-checks.ts'
import { playwrightTally, sum, type Tally, vitestTally } from './checks/tally.ts'
import { dataPaths, packageFile, root } from './stack/paths.ts'
import { ensureClient } from './stack/prisma.ts'
import { runTool } from './stack/run-tool.ts'

const reports = join(root, 'test-results')
const heading = (text: string) => console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 100 - text.length))}`)

/** Runs a test program and shows its output as it comes. */
function run(args: string[], env: Record<string, string> = {}): Promise<number | null> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
}

async function runStatic(): Promise<Tally> {
  heading('Static checks')
  const isPrepared = await prepareTypes()
  const failures = (await runChecks(staticChecks))
    .filter(({ isOk }) => !isOk)
    .map(({ name }) => `check: ${name}`)
  if (!isPrepared) failures.unshift('the types of pages and of the database could not be prepared')
  return { passed: 0, failed: failures.length, failures }
}

async function runVitest(): Promise<Tally> {
  heading('Unit, verb and process tests')
  const report = join(reports, 'vitest.json')
  const code = await run([
    packageFile('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  return vitestTally(report, code)
}

async function runJourneys(): Promise<Tally> {
  heading('Browser journeys')
  const report = join(reports, 'playwright.json')
  try {
    const executable = ensureChromium()
    console.log(`Chromium: ${executable}`)
    const env = { CHROMIUM_PATH: executable, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
    const code = await run([packageFile('@playwright/test/cli.js'), 'test', '--reporter=list,json'], env)
    return playwrightTally(report, code)
  } catch (error) {
    console.error((error as Error).message)
    return { passed: 0, failed: 1, failures: [(error as Error).message] }
  }
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
await ensureClient(runTool, process.env, dataPaths('.data').logs)
const tallies = [await runStatic(), await runVitest(), await runJourneys()]
const { passed, failed, failures } = sum(tallies)
if (failures.length > 0) {
  heading('What failed')
  // Paths are shown from the project's folder, as they are typed into an editor.
  console.log(failures.join('\n\n').replaceAll(`${root}/`, ''))
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
