import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  pid: number
  /** As the system tells it; compared, never read. */
  startedAt: string
}

function startOf(pid: number): string | null {
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The command's name stands in parentheses and may hold blanks: count the fields behind it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' ? null : (fields[19] ?? null)
    } catch {
      return null
    }
  }
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return ps.status === 0 ? ps.stdout.trim() || null : null
}

/** Names a running process, or null when none has that number. */
export function identify(pid: number): ProcessIdentity | null {
  const startedAt = startOf(pid)
  return startedAt === null ? null : { pid, startedAt }
}

/** True while that very process runs. */
export const isRunning = (process: ProcessIdentity) => startOf(process.pid) === process.startedAt
