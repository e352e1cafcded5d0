// `npm run dev`: the whole stack, reloading. A room that does not exist yet or crashes is said and tried again.
import { watch } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { houseEnv, localAddresses } from './stack/child-env.ts'
import { startDatabase } from './stack/database.ts'
import { ensureSeeded } from './stack/demo-data.ts'
import { ensureGateway } from './stack/gateway-token.ts'
import { bindToProcess } from './stack/lifetime.ts'
import { followLog } from './stack/log-file.ts'
import { root } from './stack/paths.ts'
import { ensureClient, migrate } from './stack/prisma.ts'
import { canStart, processSpecs } from './stack/processes.ts'
import { clearLeftovers } from './stack/run-file.ts'
import { checkSettingsPorts, readSettings, type Settings } from './stack/settings.ts'
import { createStack, type Stack } from './stack/stack.ts'
import { createSteps } from './stack/steps.ts'
import { addressTable, firstSteps } from './stack/summary.ts'

const steps = createSteps(4)
const RETRY_MS = 1_000
const SETTLE_MS = 300

/** Starts each process as soon as its first file is there, and shows its lines with its name before them. */
async function startWhenThere(stack: Stack, databaseUrl: string, name: string): Promise<void> {
  const spec = () => processSpecs(stack.settings, databaseUrl).find((entry) => entry.name === name)!
  if (!canStart(spec())) stack.say(`${name}: ${spec().entry} does not exist yet; it starts when it does.`)
  while (!canStart(spec())) await sleep(RETRY_MS, undefined, { signal: stack.signal })
  followLog(join(stack.settings.paths.logs, `${name}.log`), (line) =>
    stack.say(`${name.padEnd(8)} │ ${line}`),
  )
  stack.add(spec())
}

/** The gateway needs its token: the room that gives it may still be built. */
async function registerWhenPossible(stack: Stack, env: NodeJS.ProcessEnv): Promise<void> {
  for (let lastProblem = ''; !stack.signal.aborted; ) {
    const problem = await ensureGateway(stack.run, stack.settings, env).catch((error: Error) => error.message)
    if (stack.settings.secrets.gatewayToken) return
    if (problem !== lastProblem) stack.say(`gateway: not registered yet: ${problem}`)
    lastProblem = problem
    await sleep(RETRY_MS * 5, undefined, { signal: stack.signal })
  }
}

/** Generates the client and migrates when the schema or the migrations change. */
function watchSchema(stack: Stack, env: NodeJS.ProcessEnv): void {
  const { logs } = stack.settings.paths
  let timer: NodeJS.Timeout | undefined
  const renew = async () => {
    try {
      const client = await ensureClient(stack.run, env, logs)
      await migrate(stack.run, env, logs)
      stack.say(`prisma   │ client ${client}, migrations applied`)
    } catch (error) {
      stack.say(`prisma   │ ${(error as Error).message}`)
    }
  }
  watch(join(root, 'prisma'), { recursive: true }, (_, file) => {
    if (!/\.(prisma|sql)$/.test(file ?? '')) return
    clearTimeout(timer)
    timer = setTimeout(renew, SETTLE_MS)
  })
}

const say = (text: string) => console.log(text)

/** A step whose failure is told and does not end the development server. */
const tolerant = (title: string, work: () => Promise<string>) =>
  steps.run(title, () => work().catch((error: Error) => error.message))

async function bringUp(settings: Settings, stack: Stack) {
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
  const env = houseEnv(settings, url, 'script')
  stack.describe({ databaseUrl: url, addresses: localAddresses(settings) })
  await tolerant('Database client', () => ensureClient(stack.run, env, logs))
  await tolerant('Migrations', () => migrate(stack.run, env, logs))
  await tolerant('First data', () => ensureSeeded(stack.run, settings, env))
  watchSchema(stack, env)
  for (const { name } of processSpecs(settings, url)) {
    const before = name === 'gateway' ? registerWhenPossible(stack, env) : Promise.resolve()
    void before.then(() => startWhenThere(stack, url, name)).catch(() => {})
  }
  say(`\n${addressTable(stack)}\n`)
  say(await firstSteps(stack))
}

async function main() {
  const settings = readSettings('dev')
  const stack = createStack(settings, say)
  const lifetime = bindToProcess(stack)
  await bringUp(settings, stack).catch(lifetime.fail)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
