import { existsSync, mkdirSync } from 'node:fs'
import { type Env, readEnv } from '#lib/core/env.ts'
import { type DataPaths, dataPaths, root } from './paths.ts'
import { checkPorts, type NeededPort } from './ports.ts'
import { keepSecrets, type Secrets } from './secrets.ts'

/** What a stack is started with. */
export interface Settings {
  mode: 'start' | 'dev'
  env: Env
  paths: DataPaths
  secrets: Secrets
}

/** Validates the environment and makes what is kept from the first start on. Reads `.env` first when there is one. */
export function readSettings(mode: Settings['mode']): Settings {
  if (existsSync(`${root}/.env`)) process.loadEnvFile(`${root}/.env`)
  const env = readEnv()
  const paths = dataPaths(env.DATA_DIR)
  mkdirSync(paths.dir, { recursive: true })
  return { mode, env, paths, secrets: keepSecrets(paths.secrets) }
}

/** Throws one message about every port that another program holds. */
export function checkSettingsPorts({ env }: Settings): Promise<void> {
  const needed: NeededPort[] = [
    { port: env.PORT, for: 'portal and console', variable: 'PORT' },
    { port: env.SYNC_PORT, for: 'sync', variable: 'SYNC_PORT' },
    { port: env.GATEWAY_PORT, for: 'gateway', variable: 'GATEWAY_PORT' },
    { port: env.GATEWAY_ADMIN_PORT, for: "the gateway's metrics", variable: 'GATEWAY_ADMIN_PORT' },
  ]
  if (env.DEMO)
    needed.push({ port: env.DEMO_UPSTREAM_PORT, for: 'sample upstream', variable: 'DEMO_UPSTREAM_PORT' })
  if (env.DEMO_STRIPE_PORT)
    needed.push({ port: env.DEMO_STRIPE_PORT, for: "the demo's Stripe", variable: 'DEMO_STRIPE_PORT' })
  return checkPorts(needed)
}
