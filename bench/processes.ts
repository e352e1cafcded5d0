import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isFree } from '#scripts/stack/ports.ts'

// Below what systems give to outgoing connections: there a port can be taken between the choice and the start.
const PORT_MIN = 12_000
const PORT_MAX = 30_000

/** A port that nobody listens on, and that no connection is given by itself. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORT_MIN + Math.floor(Math.random() * (PORT_MAX - PORT_MIN))
    if (await isFree(port)) return port
  }
}

const taskset = ['/usr/bin/taskset', '/bin/taskset'].find(existsSync)

/** True where processes can be bound to a core, so that load and proxy do not take turns on one. */
export const canPin = taskset !== undefined

/** Binds this process with all of its threads to `cores` where that is possible; what it starts is bound by itself. */
export function pinSelf(cores: string): void {
  if (taskset !== undefined)
    execFileSync(taskset, ['-a', '-c', '-p', cores, String(process.pid)], { stdio: 'ignore' })
}

export type Spawned = { process: ChildProcess; stop: () => Promise<void> }

/** Starts a program, bound to `cores` (e.g. `0` or `0,1`) where that is possible. Its errors go to our stderr. */
export function start(
  command: string,
  args: string[],
  options: { env?: Record<string, string>; cores?: string } = {},
): Spawned {
  const isPinned = taskset !== undefined && options.cores !== undefined
  const child = spawn(
    isPinned ? taskset : command,
    isPinned ? ['-c', options.cores!, command, ...args] : args,
    {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  // Whatever ends this process ends the program too.
  const kill = (): void => void child.kill('SIGKILL')
  process.on('exit', kill)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    stop: async () => {
      child.kill('SIGTERM')
      const killer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(killer)
      process.off('exit', kill)
    },
  }
}

/** Starts one of our own TypeScript programs with this Node. */
export const startNode = (script: string, env: Record<string, string>, cores?: string): Spawned =>
  start(process.execPath, [script], { env, ...(cores !== undefined && { cores }) })

/** Resolves when `url` answers with a status that `accept` likes; throws after `seconds`. */
export async function untilAnswers(
  url: string,
  headers: Record<string, string> = {},
  accept: (status: number) => boolean = (status) => status === 200,
  seconds = 30,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  let last: unknown
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, { headers })
      await response.arrayBuffer()
      if (accept(response.status)) return
      last = response.status
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${url} did not answer as hoped in ${seconds} s: ${String(last)}`)
}
