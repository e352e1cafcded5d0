import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, writeJson } from './json-file.ts'
import { root } from './paths.ts'
import type { RunTool } from './run-tool.ts'
import type { Settings } from './settings.ts'

/** What the seed leaves for the start to show and for the demo's traffic to use. */
export interface DemoFile {
  signIns: { who: string; email: string; password: string }[]
  /** One call that works when pasted. */
  curl?: string
  traffic?: { application: string; apiBaseUrl: string; key: string }[]
}

const SEED = 'prisma/seed.ts'

// The database's own words, without the port: an embedded server gets another one each time.
function markOf({ env, secrets }: Settings): string {
  const database = env.DATABASE_URL ?? secrets.databasePassword
  const admin = [env.ADMIN_EMAIL, env.ADMIN_PASSWORD, env.ADMIN_TOKEN]
  const wanted = [database, env.DEMO, ...admin, env.DEMO_UPSTREAM_PORT, env.GATEWAY_PUBLIC_URL]
  return createHash('sha256').update(JSON.stringify(wanted)).digest('hex')
}

/**
 * Seeds on the first start, and again when the administrator or DEMO changed (the seed can be repeated without harm).
 * The note is written last, so that a seed which was broken off runs again.
 */
export async function ensureSeeded(
  run: RunTool,
  settings: Settings,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  if (!existsSync(join(root, SEED))) return `${SEED} does not exist yet`
  const mark = markOf(settings)
  if (readJson<{ mark: string }>(settings.paths.seeded)?.mark === mark) return 'already there'
  // The demo's documents and upstream lie on this machine.
  const seedEnv = { ...env, ALLOW_PRIVATE_ADDRESSES: '1' }
  const logPath = join(settings.paths.logs, 'seed.log')
  await run({ name: 'The seed', args: [SEED], env: seedEnv, logPath })
  writeJson(settings.paths.seeded, { mark })
  return settings.env.DEMO ? 'the demo' : 'empty'
}

/** What the seed wrote, or null. */
export const readDemo = (settings: Settings) => readJson<DemoFile>(settings.paths.demo)
