import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identify, isRunning, type ProcessIdentity } from '#scripts/stack/identity.ts'
import { readJson, writeJson } from '#scripts/stack/json-file.ts'
import { dataPaths } from '#scripts/stack/paths.ts'
import { clearLeftovers } from '#scripts/stack/run-file.ts'
import type { Secrets } from '#scripts/stack/secrets.ts'

const PREFIX = 'gatehouse-bench-'
export const logsFolder = dataPaths('.data').logs

/** A folder for one suite, which a later run finds and removes if this one cannot. */
export function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), PREFIX))
  // PostgreSQL may run as another user, who must get through to its own folder.
  chmodSync(dir, 0o755)
  writeJson(join(dir, 'owner.json'), identify(process.pid))
  return dir
}

/** Stops what still runs on a suite's folder and removes it. */
export async function removeFolder(dir: string): Promise<void> {
  const paths = dataPaths(join(dir, 'data'))
  await clearLeftovers(paths.run)
  const outside = readJson<Partial<Secrets>>(paths.secrets)?.databaseDir
  for (const path of [dir, outside]) if (path) rmSync(path, { recursive: true, force: true })
}

/** Removes the folders of runs that were killed before they could. */
export async function clearAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dir = join(tmpdir(), name)
    const owner = readJson<ProcessIdentity>(join(dir, 'owner.json'))
    if (owner && !isRunning(owner)) await removeFolder(dir)
  }
}
