// One suite in a process of its own: its database client, its memory and its end are nobody else's.
import { createBench } from './bench.ts'
import { type SuiteName, suites } from './suites.ts'

const name = process.argv[2] as SuiteName
const { bench, close } = createBench(name)

async function end(code: number): Promise<never> {
  await close()
  process.exit(code)
}
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, () => void end(1))

try {
  const run = await suites[name].load()
  await run(bench)
  await end(0)
} catch (error) {
  console.error(error)
  process.send?.({ error: error instanceof Error ? error.message : String(error) })
  await end(1)
}
