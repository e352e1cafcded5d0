// The first step of every command, in plain JavaScript for any Node from 20 on: bring the dependencies, then hand over
// to the Node that the project pins. Everything after it is TypeScript.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { handOver } from './bootstrap/hand-over.mjs'
import { install } from './bootstrap/install.mjs'
import { staleReasonAt } from './bootstrap/install-state.mjs'

const commands = {
  start: 'scripts/start.ts',
  dev: 'scripts/dev.ts',
  test: 'scripts/test.ts',
  verify: 'scripts/verify.ts',
  bench: 'bench/main.ts',
  'demo-traffic': 'demo/traffic.ts',
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [command, ...args] = process.argv.slice(2)
const script = commands[command]

async function main() {
  if (!script)
    throw new Error(`Unknown command ${command ?? ''}. There are: ${Object.keys(commands).join(', ')}.`)
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Error(`Node ${process.version} is too old: 20 or newer is needed.`)
  }
  const reason = staleReasonAt(root)
  if (reason) {
    console.log(`Installing dependencies (${reason}) …`)
    const ms = await install(root)
    console.log(`Installed in ${(ms / 1000).toFixed(1)} s.`)
  }
  if (!existsSync(join(root, script))) throw new Error(`${script} does not exist.`)
  handOver(root, script, args)
}

main().catch((error) => {
  console.error(error.message)
  process.exit(1)
})
