import { freePort } from '#scripts/stack/ports.ts'

const NAMES = [
  'PORT',
  'SYNC_PORT',
  'GATEWAY_PORT',
  'GATEWAY_ADMIN_PORT',
  'DEMO_UPSTREAM_PORT',
  'DEMO_STRIPE_PORT',
] as const
const PREFIX = 'JOURNEY_'

/**
 * The environment of the journeys' stack, on free ports. Playwright reads its configuration again in every worker: the
 * first to ask chooses, and the others inherit the choice.
 */
export async function journeyEnvironment(): Promise<Record<string, string>> {
  const env: Record<string, string> = { DATA_DIR: '.data/journeys' }
  for (const name of NAMES) {
    process.env[PREFIX + name] ??= String(await freePort())
    env[name] = process.env[PREFIX + name] ?? ''
  }
  return env
}

const address = (name: (typeof NAMES)[number]) => `http://localhost:${process.env[PREFIX + name]}`

/** Where journeys reach the portal. */
export const portalUrl = () => address('PORT')
