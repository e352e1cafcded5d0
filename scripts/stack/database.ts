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
const OWN_SERVER_MS = 15_000

// A connection that was tried on several addresses fails with one error for all of them, and no message of its own.
const messageOf = (error: Error) => error.message || (error as { code?: string }).code || String(error)

/** Brings the database up: yours when DATABASE_URL is set, otherwise the embedded one. Returns its address. */
export async function startDatabase(stack: Stack): Promise<{ url: string; detail: string }> {
  const { env, paths, secrets } = stack.settings
  if (env.DATABASE_URL) {
    const until = Date.now() + OWN_SERVER_MS
    await waitForDatabase(env.DATABASE_URL, () => stack.signal.aborted || Date.now() > until).catch(
      (error) => {
        throw new Error(`The database that DATABASE_URL names cannot be used: ${messageOf(error)}`)
      },
    )
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
  await waitForDatabase(adminUrl, isGone).catch((error) => {
    const hint = error.code === '28P01' ? ` ${paths.secrets} and the database are not of one start.` : ''
    throw new Error(`PostgreSQL does not start: ${messageOf(error)}${hint}\n${tailOf(server.logPath, 20)}`)
  })
  await ensureDatabase(adminUrl)
  const notes = [
    `PostgreSQL on port ${port}`,
    files === 'new' ? 'new' : '',
    leftover === 'none' ? '' : 'recovered',
  ]
  return { url: databaseUrl(port, secrets.databasePassword), detail: notes.filter(Boolean).join(', ') }
}
