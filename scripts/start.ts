// `npm start`: from a clean clone to a running stack, step by step, and from then on what keeps it running.

import { ensureBuild } from './stack/build.ts'
import { houseEnv, localAddresses } from './stack/child-env.ts'
import { startDatabase } from './stack/database.ts'
import { ensureSeeded } from './stack/demo-data.ts'
import { ensureGateway } from './stack/gateway-token.ts'
import { bindToProcess } from './stack/lifetime.ts'
import { ensureClient, migrate } from './stack/prisma.ts'
import { processSpecs } from './stack/processes.ts'
import { waitForAnswer, waitForHealth } from './stack/ready.ts'
import { clearLeftovers } from './stack/run-file.ts'
import { checkSettingsPorts, readSettings, type Settings } from './stack/settings.ts'
import { createStack, type Stack } from './stack/stack.ts'
import { createSteps } from './stack/steps.ts'
import { addressTable, firstSteps } from './stack/summary.ts'

const ANSWER_MS = 60_000
const HEALTH_MS = 30_000
const say = (text: string) => console.log(text)

/** Starts every process and waits until each answers. */
async function startProcesses(stack: Stack, databaseUrl: string): Promise<string> {
  const local = localAddresses(stack.settings)
  const addresses: Record<string, string> = { ...local, gateway: local.gatewayAdmin }
  const started = processSpecs(stack.settings, databaseUrl).map((spec) => stack.add(spec))
  await Promise.all(
    started.map((entry) => waitForAnswer(entry, addresses[entry.spec.name]!, ANSWER_MS, stack.signal)),
  )
  return started.map((entry) => entry.spec.name).join(', ')
}

async function bringUp(settings: Settings, stack: Stack): Promise<void> {
  const steps = createSteps(8)
  const { logs } = settings.paths
  const left = await clearLeftovers(settings.paths.run)
  if (left.length > 0) say(`Stopped what an earlier run left behind: ${left.join(', ')}`)
  await checkSettingsPorts(settings)

  let url = ''
  await steps.run('Database', async () => {
    const database = await startDatabase(stack)
    url = database.url
    return database.detail
  })
  stack.describe({ databaseUrl: url, addresses: localAddresses(settings) })
  const env = houseEnv(settings, url, 'start')
  await steps.run('Database client', () => ensureClient(stack.run, env, logs))
  await steps.run('Migrations', () => migrate(stack.run, env, logs))
  await steps.run('First data', () => ensureSeeded(stack.run, settings, env))
  await steps.run('Gateway registration', () => ensureGateway(stack.run, settings, env))
  await steps.run('Web application', () => ensureBuild(stack.run, env, logs))
  await steps.run('Processes', () => startProcesses(stack, url))
  await steps.run('Health', () => waitForHealth(localAddresses(settings).web, HEALTH_MS, stack.signal))
  say(`\nGatehouse is up.\n\n${addressTable(stack)}\n${await firstSteps(stack)}`)
  say(`Logs: ${logs}\nCtrl-C stops everything.`)
}

async function main(): Promise<void> {
  const settings = readSettings('start')
  const stack = createStack(settings, say)
  const lifetime = bindToProcess(stack)
  await bringUp(settings, stack).catch(lifetime.fail)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
