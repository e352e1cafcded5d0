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
    env[name] = process.env[PREFIX + name] ??= await portBeside(Object.values(env))
  }
  return env
}

/** A free port that was not drawn before: nothing listens on those yet, so they may be drawn again. */
async function portBeside(drawn: string[]): Promise<string> {
  const port = String(await freePort())
  return drawn.includes(port) ? portBeside(drawn) : port
}

const address = (name: (typeof NAMES)[number]) => `http://localhost:${process.env[PREFIX + name]}`

/** Where journeys reach the portal. */
export const portalUrl = () => address('PORT')
