import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { root } from '#scripts/stack/paths.ts'
import { failed, type Row } from '../result.ts'
import { makeFolder, removeFolder } from './folder.ts'
import { type SuiteName, suites } from './suites.ts'

const ENTRY = fileURLToPath(new URL('suite.ts', import.meta.url))
const STOP_MS = 60_000

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * Runs a suite in a process of its own, within its time, and removes everything it left. The rows of a suite that fails
 * stay, with one that says how it failed.
 */
export async function runSuite(name: SuiteName, isQuick: boolean, signal: AbortSignal): Promise<Row[]> {
  const rows: Row[] = []
  const dir = makeFolder()
  // In a group of its own, so that nothing it started outlives it.
  const child = spawn(process.execPath, [ENTRY, name], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, BENCH_DIR: dir, BENCH_QUICK: isQuick ? '1' : '0' },
  })
  let trouble = ''
  child.on('message', (message: Row[] | { error: string }) => {
    if (Array.isArray(message)) rows.push(...message)
    else trouble = message.error
  })
  const stop = (why: string): void => {
    trouble ||= why
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), STOP_MS).unref()
  }
  const onAbort = (): void => stop('stopped')
  signal.addEventListener('abort', onAbort)
  const { minutesMax } = suites[name]
  const timer = setTimeout(() => stop(`not done after ${minutesMax} minutes`), minutesMax * 60_000)
  const [code] = await once(child, 'exit')
  clearTimeout(timer)
  signal.removeEventListener('abort', onAbort)
  if (child.pid) killGroup(child.pid)
  await removeFolder(dir)
  if (code !== 0) rows.push(failed(name, trouble || `ended with ${code}`))
  return rows
}
