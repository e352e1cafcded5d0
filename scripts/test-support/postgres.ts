import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identify, isRunning, type ProcessIdentity } from '../stack/identity.ts'
import { readJson, writeJson } from '../stack/json-file.ts'
import { freePort } from '../stack/ports.ts'
import {
  databaseUrl,
  ensureDatabase,
  initialise,
  postgresCommand,
  stopLeftover,
  waitForDatabase,
} from '../stack/postgres.ts'
import { placePostgres } from '../stack/postgres-place.ts'
import { migrate } from '../stack/prisma.ts'
import { runTool } from '../stack/run-tool.ts'
import { supervise } from '../stack/supervised.ts'

const PREFIX = 'gatehouse-test-'
export const TEMPLATE = 'template_gatehouse'
// A test database is thrown away: nothing needs to reach the disk.
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300']

interface Owner {
  process: ProcessIdentity
  outside?: string
}

const placeIn = (dir: string, outside?: string, keepOutside: (path: string) => void = () => {}) =>
  placePostgres(join(dir, 'postgres'), outside, keepOutside)

/** Ends the servers of test runs that were killed before they could. */
async function clearAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dir = join(tmpdir(), name)
    const owner = readJson<Owner>(join(dir, 'owner.json'))
    if (!owner || isRunning(owner.process)) continue
    if (existsSync(join(dir, 'postgres')) || owner.outside) await stopLeftover(placeIn(dir, owner.outside))
    for (const path of [dir, owner.outside]) if (path) rmSync(path, { recursive: true, force: true })
  }
}

/**
 * Starts a PostgreSQL for one test run, with a migrated template database. `adminUrl` may make databases from it; `stop`
 * ends the server and removes its files.
 */
export async function startTestPostgres(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  await clearAbandoned()
  const dir = mkdtempSync(join(tmpdir(), PREFIX))
  chmodSync(dir, 0o755)
  const owner: Owner = { process: identify(process.pid)! }
  writeJson(join(dir, 'owner.json'), owner)
  const place = placeIn(dir, undefined, (outside) => {
    owner.outside = outside
    writeJson(join(dir, 'owner.json'), owner)
  })
  await initialise(place, 'test')
  const port = await freePort()
  const spec = { name: 'postgres', ...postgresCommand(place, port, FAST), stopSignal: 'SIGINT' as const }
  const server = supervise(spec, join(dir, 'postgres.log'), console.error, () => {})
  const adminUrl = databaseUrl(port, 'test', 'postgres')
  const stop = async () => {
    await server.stop()
    for (const path of [dir, owner.outside]) if (path) rmSync(path, { recursive: true, force: true })
  }
  try {
    await waitForDatabase(adminUrl, () => server.deaths() > 2)
    await ensureDatabase(adminUrl, TEMPLATE)
    await migrate(runTool, { ...process.env, DATABASE_URL: databaseUrl(port, 'test', TEMPLATE) }, dir)
  } catch (error) {
    await stop()
    throw error
  }
  return { adminUrl, stop }
}
