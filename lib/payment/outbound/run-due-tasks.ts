import { db, transaction } from '#lib/core/db.ts'
import { log } from '#lib/core/log.ts'
import { GIVE_UP_MS, pauseMs } from './pace.ts'
import type { TaskKind } from './write-task.ts'

const TASKS_AT_ONCE = 10
const ERROR_LENGTH_MAX = 500
/** Longer than any attempt lasts: should the process die in it, the task is taken up again then. */
const LEASE_MS = 120_000

export type Task = {
  id: string
  kind: TaskKind
  objectId: string
  /** This attempt's number, from 1. */
  attempts: number
  /** Raised when Stripe answers an error that it keeps under our key: only another key can get on. */
  keyVersion: number
  createdAt: Date
}
/** Does a task, or throws. Each of its steps is harmless to repeat. */
export type TaskHandler = (task: Task) => Promise<void>
/** retry: later, as it is · rekey: later, under another key · fail: never again. */
export type Verdict = 'retry' | 'rekey' | 'fail'

type Row = Omit<Task, 'keyVersion'> & { payload: { keyVersion?: number } }

async function claim(now: Date): Promise<Task[]> {
  const rows = await transaction(async (tx) => {
    const due = await tx.$queryRaw<Row[]>`
      SELECT "id", "kind", "objectId", "attempts", "payload", "createdAt" FROM "outbound_task"
      WHERE "status" = 'pending' AND "nextAttemptAt" <= ${now}
      ORDER BY "nextAttemptAt", "id" LIMIT ${TASKS_AT_ONCE} FOR UPDATE SKIP LOCKED`
    for (const { id } of due)
      await tx.outboundTask.update({
        where: { id },
        data: { attempts: { increment: 1 }, nextAttemptAt: new Date(now.getTime() + LEASE_MS) },
      })
    return due
  })
  return rows.map(({ payload, ...row }) => ({
    ...row,
    attempts: row.attempts + 1,
    keyVersion: payload.keyVersion ?? 1,
  }))
}

async function recordFailure(task: Task, error: unknown, verdict: Verdict, now: Date): Promise<void> {
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_LENGTH_MAX)
  const isOver = verdict === 'fail' || now.getTime() - task.createdAt.getTime() > GIVE_UP_MS
  log.warn(
    { task: task.kind, objectId: task.objectId, attempts: task.attempts, lastError, verdict },
    'task failed',
  )
  await db.outboundTask.update({
    where: { id: task.id },
    data: {
      lastError,
      status: isOver ? 'failed' : 'pending',
      nextAttemptAt: new Date(now.getTime() + pauseMs(task.attempts)),
      ...(verdict === 'rekey' && { payload: { keyVersion: task.keyVersion + 1 } }),
    },
  })
}

/**
 * Does what is due at `now`, a step at a time. A task that fails does not keep the others back; `judge` says whether it is
 * tried again. Says whether more is waiting.
 */
export async function runDueTasks(
  handlers: Record<TaskKind, TaskHandler>,
  judge: (error: unknown) => Verdict,
  now: Date,
  signal?: AbortSignal,
): Promise<'more' | 'done'> {
  const due = await claim(now)
  for (const task of due) {
    if (signal?.aborted) return 'done'
    try {
      await handlers[task.kind](task)
      await db.outboundTask.update({
        where: { id: task.id },
        data: { status: 'done', doneAt: new Date(), lastError: '' },
      })
    } catch (error) {
      await recordFailure(task, error, judge(error), now)
    }
  }
  return due.length === TASKS_AT_ONCE ? 'more' : 'done'
}
