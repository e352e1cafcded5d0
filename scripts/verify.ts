// `npm run verify`: everything that is quick: format, lint, types, import arrows, unused code, unit tests.
import { prepareTypes, staticChecks, unitTests } from './checks/checks.ts'
import { runChecks } from './checks/run-checks.ts'
import { dataPaths } from './stack/paths.ts'
import { ensureClient } from './stack/prisma.ts'
import { runTool } from './stack/run-tool.ts'

await ensureClient(runTool, process.env, dataPaths('.data').logs)
const isPrepared = await prepareTypes()
const results = await runChecks([...staticChecks, unitTests])
const failed = results.filter(({ isOk }) => !isOk).map(({ name }) => name)
if (!isPrepared) failed.unshift("Next's types")
console.log(failed.length === 0 ? '\nAll of it holds.' : `\nFailed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
