import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import autocannon from 'autocannon'
import { canPin } from '../processes.ts'

const run = promisify(execFile)
const wrk = ['/usr/bin/wrk', '/usr/local/bin/wrk', '/opt/homebrew/bin/wrk'].find(existsSync)

/** Which program makes the load: `wrk` (C) where it is installed, so that the generator is not what is measured. */
export const generator = wrk ? 'wrk' : 'autocannon'

export type Load = { requestsPerSecond: number; p99Ms: number; failures: number }

/** Keeps 64 connections busy for `seconds`. `failures` counts transport errors and statuses of 400 and above. */
export async function load(
  url: string,
  headers: Record<string, string>,
  seconds: number,
  core: string,
): Promise<Load> {
  return wrk ? loadByWrk(wrk, url, headers, seconds, core) : loadByAutocannon(url, headers, seconds)
}

async function loadByWrk(
  path: string,
  url: string,
  headers: Record<string, string>,
  seconds: number,
  core: string,
): Promise<Load> {
  const args = [
    '-t1',
    '-c64',
    `-d${seconds}s`,
    '--latency',
    ...Object.entries(headers).flatMap(([k, v]) => ['-H', `${k}: ${v}`]),
    url,
  ]
  const { stdout } = canPin ? await run('taskset', ['-c', core, path, ...args]) : await run(path, args)
  const number = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? 0)
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout)
  const unit = { us: 0.001, ms: 1, s: 1000 }[p99?.[2] ?? 'ms'] ?? 1
  const socket = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout)
  return {
    requestsPerSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p99Ms: Number(p99?.[1] ?? 0) * unit,
    failures:
      number(/Non-2xx or 3xx responses: (\d+)/) +
      (socket?.slice(1).reduce((sum, n) => sum + Number(n), 0) ?? 0),
  }
}

async function loadByAutocannon(
  url: string,
  headers: Record<string, string>,
  seconds: number,
): Promise<Load> {
  const result = await autocannon({ url, headers, connections: 64, duration: seconds })
  return {
    requestsPerSecond: result.requests.average,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors,
  }
}
