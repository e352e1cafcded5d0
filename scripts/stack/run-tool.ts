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
}

/** How a tool is run: alone, or as a part of a stack that knows of it and can end it. */
export type RunTool = (tool: Tool) => Promise<void>

interface ToolOptions {
  /** Ends it early. */
  signal?: AbortSignal
  /** Told its process id. */
  onStart?: (pid: number) => void
}

/** Runs it with its output in its log. Rejects with the last lines when it fails. */
export async function runTool(
  { name, args, env, logPath }: Tool,
  { signal, onStart }: ToolOptions = {},
): Promise<void> {
  const log = openLog(logPath, 'empty')
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', log, log], signal })
  closeSync(log)
  if (child.pid) onStart?.(child.pid)
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode, exitSignal) => resolve(exitSignal ?? exitCode))
  })
  if (code !== 0)
    throw new Error(`${name} failed (${code}). Its last lines (${logPath}):\n${tailOf(logPath, TAIL_LINES)}`)
}
