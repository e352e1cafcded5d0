import { setTimeout as sleep } from 'node:timers/promises'
import { tailOf } from './log-file.ts'
import type { Supervised } from './supervised.ts'

const POLL_MS = 100
const DEATHS_MAX = 3

/** The status a plain GET is answered with, or null when nothing answers. */
export async function statusOf(url: string, headers: Record<string, string> = {}): Promise<number | null> {
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(5_000) })
    await response.body?.cancel()
    return response.status
  } catch {
    return null
  }
}

/** Waits until `isReady` holds; false when `ms` have passed or the stack is stopping. */
export async function waitUntil(
  isReady: () => Promise<boolean> | boolean,
  ms: number,
  signal: AbortSignal,
  pollMs = POLL_MS,
): Promise<boolean> {
  const until = Date.now() + ms
  while (!signal.aborted && Date.now() < until) {
    if (await isReady()) return true
    await sleep(pollMs)
  }
  return false
}

/** Waits until a process answers HTTP at all. Throws with its last lines when it keeps dying or stays silent. */
export async function waitForAnswer(
  process: Supervised,
  url: string,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  const isUp = async () => process.deaths() >= DEATHS_MAX || (await statusOf(url)) !== null
  const answered = (await waitUntil(isUp, ms, signal)) && process.deaths() < DEATHS_MAX
  if (answered || signal.aborted) return
  const how = process.deaths() >= DEATHS_MAX ? 'keeps stopping' : `does not answer at ${url}`
  throw new Error(
    `${process.spec.name} ${how}. Its last lines (${process.logPath}):\n${tailOf(process.logPath, 30)}`,
  )
}

/** Waits for `GET /api/health` to answer 200. Throws with what is missing by its own word. */
export async function waitForHealth(web: string, ms: number, signal: AbortSignal): Promise<string> {
  let last = 'nothing'
  const isHealthy = async () => {
    try {
      const response = await fetch(`${web}/api/health`, { signal: AbortSignal.timeout(5_000) })
      last = `${response.status} ${(await response.text()).slice(0, 1_000)}`
      return response.ok
    } catch (error) {
      last = (error as Error).message
      return false
    }
  }
  if ((await waitUntil(isHealthy, ms, signal)) || signal.aborted) return 'everything answers'
  throw new Error(`${web}/api/health does not answer with 200, but with: ${last}`)
}
