import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { identify, type ProcessIdentity } from './identity.ts'
import { stopProcess } from './kill.ts'
import { openLog, tailOf } from './log-file.ts'

/** A process that is to run as long as the stack does. */
export interface ProcessSpec {
  name: string
  command: string
  args: string[]
  options?: { cwd?: string; uid?: number; gid?: number; env?: NodeJS.ProcessEnv }
  stopSignal?: NodeJS.Signals
  /** How long it may take to stop. */
  graceMs?: number
}

/** A process and its restarts. */
export interface Supervised {
  readonly spec: ProcessSpec
  readonly logPath: string
  /** The process that runs now, or null between two. */
  current(): ProcessIdentity | null
  /** How often it has died since the start. */
  deaths(): number
  stop(): Promise<void>
}

const BACKOFF_MIN_MS = 250
const BACKOFF_MAX_MS = 10_000
const STEADY_MS = 30_000
const TAIL_LINES = 6

/**
 * Starts a process in a group of its own (so that Ctrl-C reaches the supervisor only, which stops all in order) and
 * starts it again whenever it dies, later each time until it has been steady. Its output goes to its log file.
 */
export function supervise(
  spec: ProcessSpec,
  logPath: string,
  say: (text: string) => void,
  onChange: () => void,
): Supervised {
  let identity: ProcessIdentity | null = null
  let backoffMs = BACKOFF_MIN_MS
  let deaths = 0
  let isStopping = false
  let timer: NodeJS.Timeout | undefined
  let startedAt = 0

  function died(how: string) {
    identity = null
    onChange()
    if (isStopping) return
    deaths++
    if (Date.now() - startedAt > STEADY_MS) backoffMs = BACKOFF_MIN_MS
    say(
      `${spec.name} stopped (${how}); it starts again in ${backoffMs / 1000} s. Its last lines (${logPath}):`,
    )
    say(tailOf(logPath, TAIL_LINES).replace(/^/gm, '    '))
    timer = setTimeout(start, backoffMs)
    backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS)
  }

  function start() {
    startedAt = Date.now()
    const log = openLog(logPath)
    const child = spawn(spec.command, spec.args, {
      ...spec.options,
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    identity = child.pid ? identify(child.pid) : null
    child.once('error', (error) => died(error.message))
    child.once('exit', (code, signal) => died(signal ?? `exit code ${code}`))
    onChange()
  }

  start()
  return {
    spec,
    logPath,
    current: () => identity,
    deaths: () => deaths,
    stop: async () => {
      isStopping = true
      clearTimeout(timer)
      if (identity) await stopProcess(identity, spec.graceMs ?? 10_000, spec.stopSignal)
    },
  }
}
