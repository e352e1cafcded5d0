import { Pool } from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { log } from '#lib/core/log.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import type { Job } from './job.ts'
import { backOffMs, JobRunner, type Turn } from './job-runner.ts'

const open: { runner: JobRunner; pool: Pool }[] = []

/** A runner as one process has it. */
function runnerOf(jobs: Job[], onTurn?: (turn: Turn) => void): { runner: JobRunner; pool: Pool } {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 4 })
  pool.on('error', () => {})
  const runner = new JobRunner(jobs, pool, log, onTurn)
  open.push({ runner, pool })
  return { runner, pool }
}

afterEach(async () => {
  for (const { runner, pool } of open.splice(0)) {
    await runner.stop()
    await pool.end()
  }
})

/** A job that counts its runs and how many are at it at a time. */
function counting(name: string, work: (run: number) => Promise<'more' | 'done'> = async () => 'done') {
  const seen = { runs: 0, now: 0, most: 0 }
  const run = async () => {
    seen.runs++
    seen.now++
    seen.most = Math.max(seen.most, seen.now)
    await new Promise((resolve) => setTimeout(resolve, 5))
    seen.now--
    return work(seen.runs)
  }
  return { seen, job: { name, everyMs: 5, run } satisfies Job }
}

const until = (holds: () => boolean, what: string) => eventually(async () => holds(), what)

test('several processes never run one job at the same time, and each job goes on', async () => {
  const first = counting('first')
  const second = counting('second')
  for (let i = 0; i < 3; i++) runnerOf([first.job, second.job]).runner.start()
  await until(() => first.seen.runs >= 20 && second.seen.runs >= 20, 'both ran twenty times')
  expect(first.seen.most).toBe(1)
  expect(second.seen.most).toBe(1)
})

test('a job that fails is tried again, and the others do not notice', async () => {
  const turns: Turn[] = []
  const failing = counting('failing', async (run) => {
    if (run < 3) throw new Error('the bank is closed')
    return 'done'
  })
  const sound = counting('sound')
  runnerOf([failing.job, sound.job], (turn) => turns.push(turn)).runner.start()
  await until(() => failing.seen.runs >= 4, 'it ran again after its failures')
  expect(sound.seen.runs).toBeGreaterThan(4)
  const outcomes = turns.filter(({ job }) => job === 'failing').map(({ outcome }) => outcome)
  expect(outcomes.slice(0, 3)).toEqual(['failed', 'failed', 'done'])
})

test('a job that left something over goes on at once', async () => {
  const { seen, job } = counting('much', async (run) => (run < 5 ? 'more' : 'done'))
  runnerOf([{ ...job, everyMs: 3_600_000 }]).runner.start()
  await until(() => seen.runs === 5, 'all of it is done')
})

test('who stops waits for the present step, tells the job, and starts nothing more', async () => {
  const { promise: started, resolve: hasStarted } = Promise.withResolvers<void>()
  let isWhole = false
  const job: Job = {
    name: 'long',
    everyMs: 1,
    run: async (_, signal) => {
      hasStarted()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      await new Promise((resolve) => setTimeout(resolve, 50))
      isWhole = true
      return 'more'
    },
  }
  const { runner } = runnerOf([job])
  runner.start()
  await started
  await runner.stop()
  expect(isWhole).toBe(true)
})

test('a process that dies in a job leaves no lock behind', async () => {
  const dying = await runnerOf([]).pool.connect()
  dying.on('error', () => {})
  const { rows } = await dying.query<{ pid: number }>(
    `SELECT pg_backend_pid() AS pid, pg_advisory_lock(hashtextextended('kept', 8))`,
  )
  const { seen, job } = counting('kept')
  const { runner, pool } = runnerOf([job])
  runner.start()
  await pool.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid])
  await until(() => seen.runs > 0, 'the other process runs it')
  dying.release(true)
})

describe('the pause after failures', () => {
  test('grows, and ends at five minutes, but is never shorter than the usual one', () => {
    expect([1, 2, 3].map((failures) => backOffMs(1_000, failures))).toEqual([2_000, 4_000, 8_000])
    expect(backOffMs(1_000, 1_000)).toBe(300_000)
    expect(backOffMs(3_600_000, 1)).toBe(3_600_000)
  })
})
