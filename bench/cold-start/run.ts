import { existsSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startUpstream } from '../house/upstream.ts'
import { untilAnswers } from '../processes.ts'
import { atMost, grouped, measured } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { type GatewayProcess, startGatewayProcess } from '../sync-end/gateway-process.ts'
import { SyncEnd } from '../sync-end/sync-end.ts'
import { configurationOf } from './configuration.ts'
import { settledBytes } from './memory.ts'

const SUITE = 'cold-start'
const WORKERS = 2
const FEW = 1_000
const SECONDS_MAX = 120

type Start = { seconds: number; bytes: number }

/**
 * A gateway with two workers that is killed and starts from its disk while its sync is away: how long until a key passes,
 * and what a credential takes of the memory of all its threads together.
 */
export async function coldStart(bench: Bench): Promise<void> {
  const many = bench.isQuick ? 100_000 : 1_000_000
  const upstream = await startUpstream(bench)
  const few = await measureStart(bench, upstream.url, FEW)
  const start = await measureStart(bench, upstream.url, many)
  const name = `${grouped(many)} credentials`
  const each = (start.bytes - few.bytes) / (many - FEW)
  const inMb = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`
  bench.add(
    atMost(SUITE, `${name}: killed, from disk to ready and a key that passes`, start.seconds, 10, ' s'),
    atMost(SUITE, `${name}: memory of one, in all threads of ${WORKERS} workers`, each, 200, ' bytes'),
    measured(
      SUITE,
      `resident memory with ${name} / with ${grouped(FEW)}`,
      `${inMb(start.bytes)} / ${inMb(few.bytes)}`,
    ),
  )
}

async function measureStart(bench: Bench, upstreamUrl: string, count: number): Promise<Start> {
  const dataDir = mkdtempSync(join(bench.dir, 'gateway-'))
  const key = await fill(bench, upstreamUrl, count, dataDir)
  const startedAt = performance.now()
  // Nobody listens there: the disk is all it has.
  const gateway = await startGatewayProcess({
    syncUrl: 'ws://127.0.0.1:9/connect',
    dataDir,
    workers: WORKERS,
  })
  bench.defer(gateway.stop)
  await untilAnswers(`${gateway.adminUrl}/readyz`)
  await passes(gateway, key)
  const seconds = (performance.now() - startedAt) / 1_000
  for (let i = 0; i < 1_000; i++) await passes(gateway, key)
  const bytes = await settledBytes(gateway.process.pid!)
  await gateway.stop()
  return { seconds, bytes }
}

/** Lets a gateway take the configuration from sync, and kills it as soon as that is on its disk. Returns a key. */
async function fill(bench: Bench, upstreamUrl: string, count: number, dataDir: string): Promise<string> {
  const { key, configuration } = configurationOf(upstreamUrl, count)
  const sync = await SyncEnd.start(configuration)
  bench.defer(() => sync.stop())
  const gateway = await startGatewayProcess({ syncUrl: sync.url, dataDir, workers: WORKERS })
  bench.defer(gateway.stop)
  const startedAt = performance.now()
  await within(sync.applied, 'applied')
  const appliedAt = performance.now()
  await within(untilExists(join(dataDir, 'configuration/image')), 'kept')
  const seconds = (from: number, to: number): string => `${((to - from) / 1_000).toFixed(2)} s`
  const name = `${grouped(count)} credentials`
  bench.add(
    measured(SUITE, `${name}: from nothing to the receipt`, seconds(startedAt, appliedAt)),
    measured(SUITE, `${name}: from the receipt to the disk`, seconds(appliedAt, performance.now())),
  )
  await passes(gateway, key)
  gateway.process.kill('SIGKILL')
  await gateway.stop()
  return key
}

async function untilExists(path: string): Promise<void> {
  while (!existsSync(path)) await sleep(5)
}

function within(work: Promise<unknown>, what: string): Promise<unknown> {
  const late = sleep(SECONDS_MAX * 1_000, undefined, { ref: false }).then(() => {
    throw new Error(`the configuration was not ${what} within ${SECONDS_MAX} s`)
  })
  return Promise.race([work, late])
}

const passes = (gateway: GatewayProcess, key: string): Promise<void> =>
  untilAnswers(`${gateway.url}/accounts/items/1`, { 'X-API-Key': key })
