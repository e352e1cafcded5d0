import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Resident memory of a process, in bytes. */
function residentBytes(pid: number): number {
  if (existsSync('/proc/self/status'))
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) * 1024
}

/** Resident memory once it has not changed by more than a megabyte for three seconds; after 30 s as it is. */
export async function settledBytes(pid: number): Promise<number> {
  let last = residentBytes(pid)
  let steadySeconds = 0
  for (let second = 0; second < 30 && steadySeconds < 3; second++) {
    await sleep(1_000)
    const now = residentBytes(pid)
    steadySeconds = Math.abs(now - last) < 2 ** 20 ? steadySeconds + 1 : 0
    last = now
  }
  return last
}
