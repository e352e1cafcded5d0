import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { openLog, tailOf } from './log-file.ts'
import { root } from './paths.ts'

const TAIL_LINES = 40

/** A program that runs to its end as one step of a start. */
export interface Tool {
  name: string
  /** Arguments for the current Node. */
  args: string[]
  env: NodeJS.ProcessEnv
  logPath: string
  /** Ends it early. */
  signal?: AbortSignal
}

/** Runs it with its output in its log. Rejects with the last lines when it fails. */
export async function runTool({ name, args, env, logPath, signal }: Tool): Promise<void> {
  const log = openLog(logPath, 'empty')
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', log, log], signal })
  closeSync(log)
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode, exitSignal) => resolve(exitSignal ?? exitCode))
  })
  if (code !== 0)
    throw new Error(`${name} failed (${code}). Its last lines (${logPath}):\n${tailOf(logPath, TAIL_LINES)}`)
}
