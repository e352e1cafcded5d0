import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageFile, root } from './paths.ts'
import type { RunTool } from './run-tool.ts'
import { isStamped, stampOf, writeStamp } from './stamp.ts'

const CLIENT = join(root, 'lib/generated/prisma/client.ts')
const STAMP = join(root, 'lib/generated/prisma.stamp')
const cli = packageFile('prisma/build/index.js')

/** Generates the database client when the schema is newer. */
export async function ensureClient(run: RunTool, env: NodeJS.ProcessEnv, logs: string): Promise<string> {
  const stamp = stampOf(root, ['prisma/schema', 'node_modules/prisma/package.json'])
  if (existsSync(CLIENT) && isStamped(STAMP, stamp)) return 'current'
  await run({
    name: 'prisma generate',
    args: [cli, 'generate'],
    env,
    logPath: join(logs, 'prisma-generate.log'),
  })
  writeStamp(STAMP, stamp)
  return 'generated'
}

/** Brings the database to the newest migration. */
export async function migrate(run: RunTool, env: NodeJS.ProcessEnv, logs: string): Promise<string> {
  const args = [cli, 'migrate', 'deploy']
  await run({
    name: 'prisma migrate deploy',
    args,
    env,
    logPath: join(logs, 'prisma-migrate.log'),
  })
  return 'applied'
}
