import type { Logger } from 'pino'
import type { Database } from './database.ts'

const INTERVAL_MS = 10 * 60_000

/** One statement each; what they delete is of no use to anybody any more. */
const statements = {
  // A gateway that is further behind gets a snapshot.
  config_change: `DELETE FROM config_change c USING environment e
    WHERE e.id = c."environmentId" AND c.revision < e.revision - 100000`,
  gateway_event: `DELETE FROM gateway_event WHERE "createdAt" < now() - interval '30 days'`,
  sign_in_attempt: `DELETE FROM sign_in_attempt WHERE "createdAt" < now() - interval '7 days'`,
  // Sums by hour stay; of a subscription that is billed, an invoice's evidence opens to single requests for so long.
  decision: `DELETE FROM decision WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM decision WHERE at < now() - interval '180 days' ORDER BY at LIMIT 50000))`,
  idempotency_key: `DELETE FROM idempotency_key WHERE "createdAt" < now() - interval '2 days'`,
}

/** Deletes old rows every ten minutes. Returns what stops it. */
export function startRetention(database: Database, log: Logger): () => void {
  const timer = setInterval(() => {
    deleteOldRows(database).then(
      (deleted) => {
        if (Object.values(deleted).some((count) => count > 0)) log.info(deleted, 'old rows deleted')
      },
      (error: unknown) => log.warn({ err: error }, 'old rows not deleted'),
    )
  }, INTERVAL_MS)
  return () => clearInterval(timer)
}

/** Runs every statement once. Returns the number of rows deleted by table. */
export async function deleteOldRows(database: Pick<Database, 'bulk'>): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {}
  for (const [table, statement] of Object.entries(statements))
    deleted[table] = (await database.bulk.query(statement)).rowCount ?? 0
  return deleted
}
