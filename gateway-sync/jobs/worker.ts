/** The thread that runs the jobs. See `start-jobs.ts`; any message to it means: stop. It tells of each run. */
import { parentPort } from 'node:worker_threads'
import { Pool } from 'pg'
import { db } from '#lib/core/db.ts'
import { log } from '#lib/core/log.ts'
import { JobRunner } from './job-runner.ts'
import { jobs } from './registry.ts'

/** So many jobs at once: each holds a connection while it runs. */
const JOBS_AT_ONCE = 4

const jobLog = log.child({ thread: 'jobs' })
const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  application_name: 'gatehouse-jobs',
  max: JOBS_AT_ONCE,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
})
pool.on('error', (error) => jobLog.warn({ err: error }, 'a database connection broke'))

const runner = new JobRunner(jobs, pool, jobLog, (turn) => parentPort!.postMessage(turn))
runner.start()

parentPort!.once('message', async () => {
  await runner.stop()
  await Promise.allSettled([pool.end(), db.$disconnect()])
  parentPort!.close()
  process.exit(0)
})
