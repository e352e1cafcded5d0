// `npm run demo:traffic -- --minutes 2 --rate 12`: plausible traffic through the real gateway with the demo's keys, shaped
// like one business day, with some errors and refusals in it.

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readEnv } from '#lib/core/env.ts'
import type { DemoFile } from '#scripts/stack/demo-data.ts'
import { readJson } from '#scripts/stack/json-file.ts'
import { dataPaths } from '#scripts/stack/paths.ts'
import { callFor } from './traffic/calls.ts'
import { send } from './traffic/send.ts'
import { dayShape } from './traffic/shape.ts'

const TICK_MS = 50
const REPORT_MS = 5_000
const IN_FLIGHT_MAX = 100
// Of a thousand requests: without a key, and with one that does not exist.
const WITHOUT_KEY = 0.012
const WITH_WRONG_KEY = 0.015
const WRONG_KEY = `gk_${'0'.repeat(38)}`

function options() {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '2' }, rate: { type: 'string', default: '12' } },
  })
  const minutes = Number(values.minutes)
  const rate = Number(values.rate)
  if (!(minutes > 0 && minutes <= 1440)) throw new Error('--minutes must be a number up to 1440.')
  if (!(rate > 0 && rate <= 1000))
    throw new Error('--rate must be requests a second at the busiest hour, up to 1000.')
  return { durationMs: minutes * 60_000, rate }
}

function targets() {
  const env = readEnv()
  const demo = readJson<DemoFile>(dataPaths(env.DATA_DIR).demo)
  if (!demo?.traffic?.length)
    throw new Error('There is no demo to call: start it with npm start (without DEMO=0).')
  // The seed wrote the gateway's address of that time.
  const here = (url: string) => `http://127.0.0.1:${env.GATEWAY_PORT}${new URL(url).pathname}`
  return demo.traffic.map((entry) => ({ ...entry, apiBaseUrl: here(entry.apiBaseUrl) }))
}

const pickKey = (key: string): string | null => {
  const dice = Math.random()
  if (dice < WITHOUT_KEY) return null
  return dice < WITHOUT_KEY + WITH_WRONG_KEY ? WRONG_KEY : key
}

async function main(): Promise<void> {
  const { durationMs, rate } = options()
  const applications = targets()
  const statuses = new Map<number, number>()
  let inFlight = 0
  let isStopped = false
  process.once('SIGINT', () => (isStopped = true))
  process.once('SIGTERM', () => (isStopped = true))

  const one = async () => {
    const target = applications[Math.floor(Math.random() * applications.length)]!
    const call = callFor(target.apiBaseUrl, Math.random)
    if (!call) return
    inFlight++
    const status = await send(target.apiBaseUrl, call, pickKey(target.key))
    inFlight--
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  const report = (elapsedMs: number) => {
    const total = [...statuses.values()].reduce((sum, count) => sum + count, 0)
    const parts = [...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status || 'none'}: ${count}`)
    const percent = String(Math.round((100 * elapsedMs) / durationMs)).padStart(3)
    console.info(`${percent} %  ${String(total).padStart(6)} answers  ${parts.join('  ')}`)
  }

  console.info(
    `One day's traffic in ${durationMs / 60_000} min, ${rate} requests/s at its peak. Ctrl-C ends it.`,
  )
  const startedAt = performance.now()
  let reportedAt = startedAt
  let due = 0
  for (let now = startedAt; now - startedAt < durationMs && !isStopped; now = performance.now()) {
    due += rate * dayShape((now - startedAt) / durationMs) * (TICK_MS / 1000)
    for (; due >= 1; due--) if (inFlight < IN_FLIGHT_MAX) void one()
    if (now - reportedAt >= REPORT_MS) {
      report(now - startedAt)
      reportedAt = now
    }
    await sleep(TICK_MS)
  }
  for (const until = performance.now() + 10_000; inFlight > 0 && performance.now() < until; )
    await sleep(TICK_MS)
  report(Math.min(durationMs, performance.now() - startedAt))
  if (!statuses.has(200)) throw new Error('No request succeeded: does the gateway run (npm start)?')
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
