import { db, Prisma } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import { log } from '#lib/core/log.ts'
import type { Job } from './job.ts'

/** Requests that one statement deletes at most: a longer one would hold up what else writes to the table. */
const DECISIONS_AT_ONCE = 50_000

const MAILS_AT_ONCE = 10_000

export type Retention = {
  /** Of single requests. The ranges that they came in stay: they are why nothing is taken in twice. */
  decisionDays: number
  /** Of mails, and of what was exchanged with Stripe. */
  outboxDays: number
}

const before = (days: number) => Prisma.sql`now() - make_interval(days => ${days}::int)`

/** One statement each; what they delete is of no use to anybody any more. */
const statementsOf = ({ decisionDays, outboxDays }: Retention) => ({
  // A gateway that is further behind gets a snapshot.
  config_change: Prisma.sql`DELETE FROM config_change c USING environment e
    WHERE e.id = c."environmentId" AND c.revision < e.revision - 100000`,
  gateway_event: Prisma.sql`DELETE FROM gateway_event WHERE "createdAt" < now() - interval '30 days'`,
  sign_in_attempt: Prisma.sql`DELETE FROM sign_in_attempt WHERE "createdAt" < now() - interval '7 days'`,
  // Sums by hour stay; of a subscription that is billed, an invoice's evidence opens to single requests for so long.
  decision: Prisma.sql`DELETE FROM decision WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM decision WHERE at < ${before(decisionDays)}
    ORDER BY at LIMIT ${DECISIONS_AT_ONCE}))`,
  idempotency_key: Prisma.sql`DELETE FROM idempotency_key WHERE "createdAt" < now() - interval '2 days'`,
  // By then its signature is refused as too old, so it cannot be taken for a new one.
  stripe_event: Prisma.sql`DELETE FROM stripe_event WHERE "handledAt" < ${before(outboxDays)}`,
  // What was given up stays: somebody has to decide about it.
  outbound_task: Prisma.sql`DELETE FROM outbound_task WHERE status = 'done' AND "doneAt" < ${before(outboxDays)}`,
  mail: Prisma.sql`DELETE FROM mail WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM mail WHERE "createdAt" < ${before(outboxDays)}
    ORDER BY "createdAt" LIMIT ${MAILS_AT_ONCE}))`,
})
type Table = keyof ReturnType<typeof statementsOf>

function configured(): Retention {
  const { DECISION_RETENTION_DAYS, OUTBOX_RETENTION_DAYS } = readEnv()
  return { decisionDays: DECISION_RETENTION_DAYS, outboxDays: OUTBOX_RETENTION_DAYS }
}

/**
 * Runs every statement once; days are those that are configured, unless told otherwise. Returns the number of rows deleted
 * by table.
 */
export async function deleteOldRows(retention: Partial<Retention> = {}): Promise<Record<Table, number>> {
  const statements = statementsOf({ ...configured(), ...retention })
  const deleted = {} as Record<Table, number>
  for (const table of Object.keys(statements) as Table[])
    deleted[table] = await db.$executeRaw(statements[table])
  return deleted
}

/** Deletes old rows every ten minutes, and goes on at once while there are many. */
export const deleteOldRowsJob: Job = {
  name: 'old-rows',
  everyMs: 10 * 60_000,
  run: async () => {
    const deleted = await deleteOldRows()
    if (Object.values(deleted).some((count) => count > 0)) log.info(deleted, 'old rows deleted')
    const isMore = deleted.decision === DECISIONS_AT_ONCE || deleted.mail === MAILS_AT_ONCE
    return isMore ? 'more' : 'done'
  },
}
