/**
 * `npm run bench`: measures the product against the numbers it set itself, and prints and keeps the table.
 * `npm run bench -- throughput revocation` runs those suites only; `BENCH_QUICK=1` runs small ones and keeps nothing.
 */
import { ensureClient } from '#scripts/stack/prisma.ts'
import { runTool } from '#scripts/stack/run-tool.ts'
import { type Row, toText } from './result.ts'
import { clearAbandoned, logsFolder } from './run/folder.ts'
import { keepResults } from './run/keep-results.ts'
import { describeMachine } from './run/machine.ts'
import { runSuite } from './run/run-suite.ts'
import { type SuiteName, suites } from './run/suites.ts'

const isQuick = process.env.BENCH_QUICK === '1'
const abort = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
  process.on(signal, () => abort.abort())

function wantedSuites(): SuiteName[] {
  const known = Object.keys(suites) as SuiteName[]
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter((name) => !Object.hasOwn(suites, name))
  if (unknown.length > 0)
    throw new Error(`There is no suite ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  return wanted.length > 0 ? (wanted as SuiteName[]) : known
}

async function bench(): Promise<void> {
  const names = wantedSuites()
  await clearAbandoned()
  await ensureClient(runTool, process.env, logsFolder)
  const startedAt = new Date().toISOString()
  const machine = describeMachine()
  const rows: Row[] = []
  for (const name of names) {
    if (abort.signal.aborted) break
    console.log(`\n${name}: ${suites[name].what}`)
    rows.push(...(await runSuite(name, isQuick, abort.signal)))
  }
  console.log(`\n${toText(rows)}\n`)
  if (abort.signal.aborted) throw new Error('Stopped: nothing was kept.')
  if (isQuick) return console.log('A quick run: too small to say much, so nothing was kept.')
  const path = keepResults({ startedAt, machine, rows })
  console.log(`Kept in ${path} and bench/results/latest.md.`)
}

bench().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message)
    process.exit(1)
  },
)
