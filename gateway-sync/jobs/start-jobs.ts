import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Turn } from './job-runner.ts'

const RESTART_MS = 1_000
/** A job that does not leave off by then is cut off: what it did not commit is done anew by the next process. */
const STOP_MS_MAX = 5_000

/**
 * Runs the jobs of `registry.ts` in a thread of their own, so that rating, rendering and talking to others never keep a
 * revocation waiting. A thread that dies is started again. Returns what stops them.
 */
export function startJobs(
  connectionString: string,
  log: Logger,
  onTurn: (turn: Turn) => void,
): () => Promise<void> {
  let worker: Worker | null = null
  let restart: NodeJS.Timeout | null = null
  let isStopping = false

  const start = () => {
    const thread = new Worker(new URL('./worker.ts', import.meta.url), {
      env: { ...process.env, DATABASE_URL: connectionString },
    })
    worker = thread
    thread.on('message', onTurn)
    thread.on('error', (error) => log.error({ err: error }, 'the thread of jobs failed'))
    thread.on('exit', () => {
      worker = null
      if (!isStopping) restart = setTimeout(start, RESTART_MS)
    })
  }
  start()

  return async () => {
    isStopping = true
    if (restart) clearTimeout(restart)
    if (!worker) return
    const thread = worker
    const exited = once(thread, 'exit')
    thread.postMessage('stop')
    const patience = setTimeout(() => void thread.terminate(), STOP_MS_MAX)
    await exited
    clearTimeout(patience)
  }
}
