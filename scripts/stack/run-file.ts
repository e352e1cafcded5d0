import { rmSync } from 'node:fs'
import { identify, isRunning, type ProcessIdentity } from './identity.ts'
import { readJson, writeJson } from './json-file.ts'
import { stopProcess } from './kill.ts'

/** What runs on a data directory: so that a start after a kill finds what was left behind. */
interface RunFile {
  supervisor: ProcessIdentity
  processes: (ProcessIdentity & { name: string })[]
  /** For people and tools on this machine; the file is its owner's only. */
  databaseUrl?: string
  addresses?: Record<string, string>
}

const GRACE_MS = 5_000

/** What runs on a data directory, if anything was started there. */
export const readRunFile = (path: string) => readJson<RunFile>(path)

/** Throws when a stack already runs on this data directory; stops what a killed one left behind and says what it was. */
export async function clearLeftovers(path: string): Promise<string[]> {
  const run = readRunFile(path)
  if (!run) return []
  if (isRunning(run.supervisor) && run.supervisor.pid !== process.pid) {
    throw new Error(
      `Gatehouse already runs on this data directory (process ${run.supervisor.pid}). ` +
        'Stop it first, or set DATA_DIR and the ports to start a second one.',
    )
  }
  const left = run.processes.filter(isRunning)
  // PostgreSQL goes last: the others may still be writing. It takes SIGINT as "now, but cleanly".
  const isDatabase = (entry: { name: string }) => entry.name === 'postgres'
  await Promise.all(left.filter((entry) => !isDatabase(entry)).map((entry) => stopProcess(entry, GRACE_MS)))
  await Promise.all(left.filter(isDatabase).map((entry) => stopProcess(entry, GRACE_MS, 'SIGINT')))
  rmSync(path, { force: true })
  return left.map((entry) => entry.name)
}

/** Writes what runs now. */
export function writeRunFile(path: string, state: Omit<RunFile, 'supervisor'>): void {
  const supervisor = identify(process.pid)
  if (supervisor) writeJson(path, { supervisor, ...state })
}

/** The stack stopped cleanly. */
export const removeRunFile = (path: string) => rmSync(path, { force: true })
