import { join } from 'node:path'
import { signalGroup } from './kill.ts'
import { removeRunFile, writeRunFile } from './run-file.ts'
import type { Settings } from './settings.ts'
import { type ProcessSpec, type Supervised, supervise } from './supervised.ts'

/** The processes of one data directory, and the order in which they stop. */
export interface Stack {
  readonly settings: Settings
  say(text: string): void
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

const STOP_ORDER = ['gateway', 'upstream', 'sync', 'web', 'postgres']

/** A stack without processes yet. */
export function createStack(settings: Settings, say: (text: string) => void): Stack {
  const processes: Supervised[] = []
  const abort = new AbortController()
  let notes: { databaseUrl?: string; addresses?: Record<string, string> } = {}
  let stopping: Promise<void> | undefined

  function write() {
    const running = processes.flatMap((entry) => {
      const identity = entry.current()
      return identity ? [{ name: entry.spec.name, ...identity }] : []
    })
    writeRunFile(settings.paths.run, { processes: running, ...notes })
  }

  async function stopAll() {
    abort.abort()
    for (const name of STOP_ORDER) {
      await Promise.all(processes.filter((entry) => entry.spec.name === name).map((entry) => entry.stop()))
    }
    removeRunFile(settings.paths.run)
  }

  return {
    settings,
    say,
    signal: abort.signal,
    add: (spec) => {
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
