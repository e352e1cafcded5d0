// Runs a script against the stack that runs now: `node scripts/with-stack.ts prisma/seed.ts`.
import { spawn } from 'node:child_process'
import { houseEnv } from './stack/child-env.ts'
import { root } from './stack/paths.ts'
import { readRunFile } from './stack/run-file.ts'
import { readSettings } from './stack/settings.ts'

const settings = readSettings('dev')
const databaseUrl = settings.env.DATABASE_URL ?? readRunFile(settings.paths.run)?.databaseUrl
if (!databaseUrl) {
  console.error(`No stack runs on ${settings.paths.dir}: start one with npm start or npm run dev.`)
  process.exit(1)
}
const env = { ...houseEnv(settings, databaseUrl, 'script'), ALLOW_PRIVATE_ADDRESSES: '1' }
const child = spawn(process.execPath, process.argv.slice(2), { cwd: root, env, stdio: 'inherit' })
child.on('exit', (code) => process.exit(code ?? 1))
