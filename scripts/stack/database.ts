import { tailOf } from './log-file.ts'
import { freePort } from './ports.ts'
import {
  databaseUrl,
  ensureDatabase,
  initialise,
  postgresCommand,
  stopLeftover,
  waitForDatabase,
} from './postgres.ts'
import { placePostgres } from './postgres-place.ts'
import { keepSecret } from './secrets.ts'
import type { Stack } from './stack.ts'

const DEATHS_MAX = 3

/** Brings the database up: yours when DATABASE_URL is set, otherwise the embedded one. Returns its address. */
export async function startDatabase(stack: Stack): Promise<{ url: string; detail: string }> {
  const { env, paths, secrets } = stack.settings
  if (env.DATABASE_URL) {
    await waitForDatabase(env.DATABASE_URL, () => stack.signal.aborted)
    return { url: env.DATABASE_URL, detail: 'from DATABASE_URL' }
  }
  const place = placePostgres(paths.postgres, secrets.databaseDir, (databaseDir) => {
    keepSecret(paths.secrets, { databaseDir })
  })
  const files = await initialise(place, secrets.databasePassword)
  const leftover = await stopLeftover(place)
  const port = await freePort()
  const server = stack.add({ name: 'postgres', ...postgresCommand(place, port), stopSignal: 'SIGINT' })
  const adminUrl = databaseUrl(port, secrets.databasePassword, 'postgres')
  const isGone = () => stack.signal.aborted || server.deaths() >= DEATHS_MAX
  await waitForDatabase(adminUrl, isGone).catch((error: Error) => {
    throw new Error(`${error.message}\n${tailOf(server.logPath, 20)}`)
  })
  await ensureDatabase(adminUrl)
  const notes = [
    `PostgreSQL on port ${port}`,
    files === 'new' ? 'new' : '',
    leftover === 'none' ? '' : 'recovered',
  ]
  return { url: databaseUrl(port, secrets.databasePassword), detail: notes.filter(Boolean).join(', ') }
}
