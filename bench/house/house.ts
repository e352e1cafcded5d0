import { setTimeout as sleep } from 'node:timers/promises'
import { readEnv } from '#lib/core/env.ts'
import { startDatabase } from '#scripts/stack/database.ts'
import { dataPaths } from '#scripts/stack/paths.ts'
import { migrate } from '#scripts/stack/prisma.ts'
import { processSpecs } from '#scripts/stack/processes.ts'
import { keepSecrets } from '#scripts/stack/secrets.ts'
import type { Settings } from '#scripts/stack/settings.ts'
import { createStack, type Stack } from '#scripts/stack/stack.ts'
import type { Supervised } from '#scripts/stack/supervised.ts'
import { freePort, untilAnswers } from '../processes.ts'
import type { Bench } from '../run/bench.ts'

/** The real processes on a database of their own, kept running by the supervisor of `npm start`. */
export interface House {
  readonly databaseUrl: string
  readonly settings: Settings
  readonly stack: Stack
  readonly postgres: Supervised
  /** The gateway's address, without a slash at the end. */
  readonly gatewayUrl: string
  readonly gatewayAdminUrl: string
  readonly webUrl: string
  /** Where gateways connect. */
  readonly syncUrl: string
  /** Starts one of them with more environment and arguments, and waits until it answers. */
  start(
    name: 'sync' | 'gateway' | 'web' | 'stripe',
    env?: Record<string, string>,
    args?: string[],
  ): Promise<Supervised>
}

const START_SECONDS = 120
const PORTS = ['PORT', 'SYNC_PORT', 'GATEWAY_PORT', 'GATEWAY_ADMIN_PORT']

async function settingsFor(dir: string, more: Record<string, string>): Promise<Settings> {
  const chosen: NodeJS.ProcessEnv = { NODE_ENV: 'production', DATA_DIR: `${dir}/data`, DEMO: '0', ...more }
  for (const name of PORTS) chosen[name] = String(await freePort())
  const paths = dataPaths(chosen.DATA_DIR!)
  return { mode: 'start', env: readEnv(chosen), paths, secrets: keepSecrets(paths.secrets) }
}

/** Starts the database as `npm start` does, and takes hold of its process on the way. */
async function startPostgres(stack: Stack): Promise<{ url: string; postgres: Supervised }> {
  const added: Supervised[] = []
  const add: Stack['add'] = (spec) => {
    added.push(stack.add(spec))
    return added[0]!
  }
  const { url } = await startDatabase({ ...stack, add })
  return { url, postgres: added[0]! }
}

/**
 * Starts PostgreSQL with its own defaults (commits reach the disk) and brings it to the newest migration. From then on
 * verbs of `lib` that this process calls work on it. Everything stops with the suite. `say` is told of processes that
 * stopped by themselves; `more` is environment of all of them.
 */
export async function openHouse(
  bench: Bench,
  say = bench.say,
  more: Record<string, string> = {},
): Promise<House> {
  const settings = await settingsFor(bench.dir, more)
  // Children take it over, and the verbs that run here read it too.
  Object.assign(process.env, more)
  const stack = createStack(settings, say)
  bench.defer(() => stack.stop())
  const { url, postgres } = await startPostgres(stack)
  process.env.DATABASE_URL = url
  process.env.DATA_DIR = settings.paths.dir
  await migrate(stack.run, { ...process.env, DATABASE_URL: url }, settings.paths.logs)
  const { PORT, SYNC_PORT, GATEWAY_PORT, GATEWAY_ADMIN_PORT } = settings.env
  const at = (port: number): string => `http://127.0.0.1:${port}`
  const ready = {
    sync: `${at(SYNC_PORT)}/healthz`,
    gateway: `${at(GATEWAY_ADMIN_PORT)}/healthz`,
    web: `${at(PORT)}/sign-in`,
    stripe: `${at(settings.env.DEMO_STRIPE_PORT ?? 0)}/control/state`,
  }
  return {
    databaseUrl: url,
    settings,
    stack,
    postgres,
    gatewayUrl: at(GATEWAY_PORT),
    gatewayAdminUrl: at(GATEWAY_ADMIN_PORT),
    webUrl: at(PORT),
    syncUrl: `ws://127.0.0.1:${SYNC_PORT}/connect`,
    start: async (name, env = {}, args = []) => {
      const spec = processSpecs(settings, url).find((each) => each.name === name)!
      const whole = { ...spec.options?.env, GATEWAY_HOST: '127.0.0.1', ...env } as NodeJS.ProcessEnv
      const options = { ...spec.options, env: whole }
      const supervised = stack.add({ ...spec, args: [...spec.args, ...args], options })
      await untilAnswers(ready[name], {}, (status) => status === 200, START_SECONDS)
      return supervised
    },
  }
}

/** What a gateway says of itself. */
export type GatewayState = {
  revision: number
  checksum: string
  credentials: number
  isConnected: boolean
  owedBytes: number
  requests: { seen: number; journaled: number }
}

/** Waits until the gateway's own word satisfies the condition; throws with it after `seconds`. */
export async function untilGateway(
  house: House,
  isSo: (state: GatewayState) => boolean,
  seconds = 60,
): Promise<GatewayState> {
  const until = Date.now() + seconds * 1_000
  let last: unknown = 'nothing'
  while (Date.now() < until) {
    try {
      const state = (await (await fetch(`${house.gatewayAdminUrl}/state`)).json()) as GatewayState
      if (isSo(state)) return state
      last = state
    } catch (error) {
      last = error
    }
    await sleep(100)
  }
  throw new Error(`The gateway did not come to what was waited for: ${JSON.stringify(last)}`)
}
