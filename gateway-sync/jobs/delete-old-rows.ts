import { db, Prisma } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import { log } from '#lib/core/log.ts'
import type { Job } from './job.ts'

/** Requests that one statement deletes at most: a longer one would hold up what else writes to the table. */
const DECISIONS_AT_ONCE = 50_000

/** One statement each; what they delete is of no use to anybody any more. */
const statementsOf = (decisionDays: number) => ({
  // A gateway that is further behind gets a snapshot.
  config_change: Prisma.sql`DELETE FROM config_change c USING environment e
    WHERE e.id = c."environmentId" AND c.revision < e.revision - 100000`,
  gateway_event: Prisma.sql`DELETE FROM gateway_event WHERE "createdAt" < now() - interval '30 days'`,
  sign_in_attempt: Prisma.sql`DELETE FROM sign_in_attempt WHERE "createdAt" < now() - interval '7 days'`,
  // Sums by hour stay; of a subscription that is billed, an invoice's evidence opens to single requests for so long.
  decision: Prisma.sql`DELETE FROM decision WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM decision WHERE at < now() - make_interval(days => ${decisionDays}::int)
    ORDER BY at LIMIT ${DECISIONS_AT_ONCE}))`,
  idempotency_key: Prisma.sql`DELETE FROM idempotency_key WHERE "createdAt" < now() - interval '2 days'`,
})

/**
 * Runs every statement once; single requests are kept for `decisionDays`, by default `DECISION_RETENTION_DAYS`. Returns the
 * number of rows deleted by table.
 */
export async function deleteOldRows(
  decisionDays = readEnv().DECISION_RETENTION_DAYS,
): Promise<Record<keyof ReturnType<typeof statementsOf>, number>> {
  const statements = statementsOf(decisionDays)
  const deleted = { config_change: 0, gateway_event: 0, sign_in_attempt: 0, decision: 0, idempotency_key: 0 }
  for (const table of Object.keys(deleted) as (keyof typeof statements)[])
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
    return deleted.decision === DECISIONS_AT_ONCE ? 'more' : 'done'
  },
}
