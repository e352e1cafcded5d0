import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { identify } from './identity.ts'
import { stopProcess } from './kill.ts'
import { giveTo, type PostgresPlace } from './postgres-place.ts'

const USER = 'gatehouse'
// Wrong password, no such user, no such database: waiting helps nothing.
const REFUSALS = ['28P01', '28000', '3D000']
const STOP_MS = 10_000
const START_MS = 60_000
// Without them the encoding follows LANG, which containers often leave empty: the database would be SQL_ASCII.
const INIT_FLAGS = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']

/** The address of a database on the embedded server. */
export const databaseUrl = (port: number, password: string, database = USER) =>
  `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** The server's program and arguments for a supervisor or a test. Loopback only, no socket files. */
export function postgresCommand(place: PostgresPlace, port: number, settings: string[] = []) {
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings]
  return {
    command: join(place.native, 'bin/postgres'),
    args: ['-D', place.dataDir, '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])],
    options: { cwd: '/', ...place.runAs },
  }
}

/** Makes the database's files when there are none. Broken off in the middle, it starts over the next time. */
export async function initialise(place: PostgresPlace, password: string): Promise<'new' | 'kept'> {
  if (existsSync(join(place.dataDir, 'PG_VERSION'))) return 'kept'
  const draft = `${place.dataDir}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  giveTo(place, draft)
  const handover = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  const passwordFile = join(handover, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const path of [handover, passwordFile]) giveTo(place, path)
  try {
    const args = ['-D', draft, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...INIT_FLAGS]
    await promisify(execFile)(join(place.native, 'bin/initdb'), args, { cwd: '/', ...place.runAs })
  } catch (error) {
    throw new Error(
      `PostgreSQL could not be set up in ${place.dataDir}: ${(error as { stderr?: string }).stderr ?? error}`,
    )
  } finally {
    rmSync(handover, { recursive: true, force: true })
  }
  renameSync(draft, place.dataDir)
  return 'new'
}

function commandOf(pid: number): string {
  if (existsSync('/proc/self/cmdline')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    } catch {
      return ''
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

/**
 * Stops a server that was left running on these files (its supervisor was killed), and clears the note of one that is
 * gone, whose number another process may have taken since.
 */
export async function stopLeftover(place: PostgresPlace): Promise<'none' | 'stopped' | 'cleared'> {
  const note = join(place.dataDir, 'postmaster.pid')
  if (!existsSync(note)) return 'none'
  const pid = Number(readFileSync(note, 'utf8').split('\n')[0])
  const found = commandOf(pid).includes(place.dataDir) ? identify(pid) : null
  if (found) await stopProcess(found, STOP_MS, 'SIGINT')
  rmSync(note, { force: true })
  return found ? 'stopped' : 'cleared'
}

async function tryConnect(connectionString: string): Promise<unknown> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    return null
  } catch (error) {
    return error
  } finally {
    await client.end().catch(() => {})
  }
}

/** Waits until the server takes connections. `isGone` ends the wait early. Throws what it said last. */
export async function waitForDatabase(connectionString: string, isGone: () => boolean): Promise<void> {
  const until = Date.now() + START_MS
  for (;;) {
    const error = await tryConnect(connectionString)
    if (!error) return
    const isRefused = REFUSALS.includes((error as { code?: string }).code ?? '')
    if (isRefused || isGone() || Date.now() > until) throw error
    await sleep(50)
  }
}

/** Makes the house's database on the server unless it is there. */
export async function ensureDatabase(adminUrl: string, name: string = USER): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
