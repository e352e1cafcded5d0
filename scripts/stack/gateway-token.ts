import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.ts'
import type { RunTool } from './run-tool.ts'
import { keepSecrets } from './secrets.ts'
import type { Settings } from './settings.ts'

/** Registers the local gateway unless the kept token is the registered one, and takes its token into the settings. */
export async function ensureGateway(
  run: RunTool,
  settings: Settings,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  if (!existsSync(join(root, 'lib/gateway/register-gateway.ts'))) return 'the verb does not exist yet'
  const logPath = join(settings.paths.logs, 'register-gateway.log')
  await run({
    name: "The gateway's registration",
    args: ['scripts/register-gateway.ts'],
    env,
    logPath,
  })
  settings.secrets = keepSecrets(settings.paths.secrets)
  return 'local'
}
