import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, type ProcessIdentity } from './identity.ts'

const POLL_MS = 50

/** Sends a signal to a process's whole group, or to it alone when it leads none. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of process.platform === 'win32' ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, signal)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

/** True once it has gone within `ms`. */
export async function waitForExit(target: ProcessIdentity, ms: number): Promise<boolean> {
  const until = Date.now() + ms
  while (isRunning(target)) {
    if (Date.now() >= until) return false
    await sleep(POLL_MS)
  }
  return true
}

/** Asks a process to stop, and kills its group when it has not within `graceMs`. */
export async function stopProcess(
  target: ProcessIdentity,
  graceMs: number,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  if (!isRunning(target)) return
  process.kill(target.pid, signal)
  if (await waitForExit(target, graceMs)) return
  signalGroup(target.pid, 'SIGKILL')
  await waitForExit(target, 5_000)
}
