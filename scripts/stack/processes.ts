import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gatewayEnv, houseEnv } from './child-env.ts'
import { packageFile, root } from './paths.ts'
import type { Settings } from './settings.ts'
import type { ProcessSpec } from './supervised.ts'

// Longer than the gateway waits for its requests by itself.
const DRAIN_MS = 35_000

function webSpec(settings: Settings, databaseUrl: string): ProcessSpec {
  const next = packageFile('next/dist/bin/next')
  const port = String(settings.env.PORT)
  return {
    name: 'web',
    command: process.execPath,
    // Next's own file, not npx: killing npx would leave the server behind.
    args: settings.mode === 'dev' ? [next, 'dev', '--webpack', '-p', port] : [next, 'start', '-p', port],
    options: { cwd: root, env: houseEnv(settings, databaseUrl, 'web') },
  }
}

function scriptSpec(settings: Settings, name: string, script: string, env: NodeJS.ProcessEnv): ProcessSpec {
  const watch = settings.mode === 'dev' ? ['--watch', '--watch-preserve-output'] : []
  return {
    name,
    command: process.execPath,
    args: [...watch, script],
    options: { cwd: root, env },
    graceMs: DRAIN_MS,
  }
}

/** Every process of the stack beside the database, in the order of starting. */
export function processSpecs(settings: Settings, databaseUrl: string): (ProcessSpec & { entry: string })[] {
  const house = (name: string) => houseEnv(settings, databaseUrl, name)
  const { DEMO: isDemo, DEMO_STRIPE_PORT: stripePort } = settings.env
  const scripts = [
    ...(stripePort ? [{ name: 'stripe', entry: 'e2e/stripe/server.ts', env: house('stripe') }] : []),
    { name: 'sync', entry: 'gateway-sync/main.ts', env: house('sync') },
    { name: 'gateway', entry: 'gateway/main.ts', env: gatewayEnv(settings) },
    ...(isDemo ? [{ name: 'upstream', entry: 'demo/upstream.ts', env: house('upstream') }] : []),
  ]
  return [
    ...scripts.map(({ name, entry, env }) => ({ entry, ...scriptSpec(settings, name, entry, env) })),
    { entry: 'app', ...webSpec(settings, databaseUrl) },
  ]
}

/** True when the process's first file is there (a room may still be built). */
export const canStart = (spec: { entry: string }) => existsSync(join(root, spec.entry))
