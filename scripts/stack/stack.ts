import { join } from 'node:path'
import { identify, type ProcessIdentity } from './identity.ts'
import { signalGroup } from './kill.ts'
import { removeRunFile, writeRunFile } from './run-file.ts'
import { type RunTool, runTool, type Tool } from './run-tool.ts'
import type { Settings } from './settings.ts'
import { type ProcessSpec, type Supervised, supervise } from './supervised.ts'

/** The processes of one data directory, and the order in which they stop. */
export interface Stack {
  readonly settings: Settings
  say(text: string): void
  /** Runs a program to its end; it ends early when the stack is stopped. */
  run: RunTool
  /** Starts a process and keeps it running. */
  add(spec: ProcessSpec): Supervised
  /** Notes for `run.json`. */
  describe(notes: { databaseUrl?: string; addresses?: Record<string, string> }): void
  /** Aborted when the stack is asked to stop: steps that still run end early. */
  readonly signal: AbortSignal
  /** Stops everything in order: traffic drains first, the database goes last. */
  stop(): Promise<void>
  /** Does not wait for requests to drain any longer; the database still closes cleanly. */
  hurry(): void
}

const STOP_ORDER = ['gateway', 'upstream', 'sync', 'web', 'stripe', 'postgres']

/** A stack without processes yet. */
export function createStack(settings: Settings, say: (text: string) => void): Stack {
  const processes: Supervised[] = []
  const tools = new Map<string, ProcessIdentity>()
  const abort = new AbortController()
  let notes: { databaseUrl?: string; addresses?: Record<string, string> } = {}
  let stopping: Promise<void> | undefined
  let isOver = false
  // Until then the run file may be that of another stack, because of which this one does not start.
  let isOurs = false

  function write() {
    if (isOver) return
    isOurs = true
    const running = processes.flatMap((entry) => {
      const identity = entry.current()
      return identity ? [{ name: entry.spec.name, ...identity }] : []
    })
    const toolsRunning = [...tools].map(([name, identity]) => ({ name, ...identity }))
    writeRunFile(settings.paths.run, { processes: [...running, ...toolsRunning], ...notes })
  }

  async function run(tool: Tool) {
    const onStart = (pid: number) => {
      const identity = identify(pid)
      if (identity) tools.set(tool.name, identity)
      write()
    }
    try {
      await runTool(tool, { signal: abort.signal, onStart })
    } finally {
      tools.delete(tool.name)
      write()
    }
  }

  async function stopAll() {
    abort.abort()
    for (const name of STOP_ORDER) {
      await Promise.all(processes.filter((entry) => entry.spec.name === name).map((entry) => entry.stop()))
    }
    isOver = true
    if (isOurs) removeRunFile(settings.paths.run)
  }

  return {
    settings,
    say,
    signal: abort.signal,
    run,
    add: (spec) => {
      abort.signal.throwIfAborted()
      if (!STOP_ORDER.includes(spec.name))
        throw new Error(`${spec.name} has no place in the order of stopping`)
      const supervised = supervise(spec, join(settings.paths.logs, `${spec.name}.log`), say, write)
      processes.push(supervised)
      write()
      return supervised
    },
    describe: (more) => {
      notes = { ...notes, ...more }
      write()
    },
    stop: () => {
      stopping ??= stopAll()
      return stopping
    },
    hurry: () => {
      for (const entry of processes.filter(({ spec }) => spec.name !== 'postgres')) {
        const identity = entry.current()
        if (identity) signalGroup(identity.pid, 'SIGKILL')
      }
    },
  }
}
