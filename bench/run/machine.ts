import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import { root } from '#scripts/stack/paths.ts'

export type Machine = {
  processor: string
  cores: number
  memoryGb: number
  system: string
  node: string
  commit: string
  command: string
  /** Processes that wanted a core in the minute before the run: above 0 others were at work. */
  loadBefore: number
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return ''
  }
}

function commit(): string {
  const isChanged = git('status', '--porcelain', '--untracked-files=no', '--', ':!bench/results') !== ''
  return (git('rev-parse', '--short', 'HEAD') || 'unknown') + (isChanged ? ' with changes' : '')
}

/** Where and on what a run is made; call it before the run, and the command that repeats it. */
export const describeMachine = (): Machine => ({
  processor: cpus()[0]?.model.trim() || 'unknown',
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.version,
  commit: commit(),
  loadBefore: Number(loadavg()[0]!.toFixed(1)),
  command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' '),
})
