import type { Pool } from 'pg'
import type { MessageOf } from './contract/index.ts'
import { inTransaction } from './database.ts'
import { storedPeriod } from './grant-quota.ts'

type Lease = { held: number; lastReturnBoot: string | null; lastReturnId: number | null }

/**
 * Takes back what a gateway left unspent, at most what it holds. A return that was taken in before, by the gateway's
 * boot and number, gives nothing back a second time: boots and numbers only grow. Returns what was given back.
 */
export async function returnQuota(
  pool: Pool,
  gatewayId: string,
  boot: string,
  quotaReturn: Omit<MessageOf<'quota-return'>, 'type'>,
): Promise<number> {
  const { requestId, subscriptionId, requests } = quotaReturn
  const period = storedPeriod(quotaReturn)
  return inTransaction(pool, 'read committed', async (client) => {
    // The period first, as a grant does: two that lock in different order would wait for each other.
    await client.query('SELECT 1 FROM quota_period WHERE "subscriptionId" = $1 AND period = $2 FOR UPDATE', [
      subscriptionId,
      period,
    ])
    const { rows } = await client.query<Lease>(
      `SELECT (granted - returned)::float8 AS held, "lastReturnBoot", "lastReturnId"::float8 AS "lastReturnId" FROM quota_lease
       WHERE "gatewayId" = $1 AND "subscriptionId" = $2 AND period = $3 FOR UPDATE`,
      [gatewayId, subscriptionId, period],
    )
    const lease = rows[0]
    if (!lease || isTakenIn(lease, boot, requestId)) return 0
    const back = Math.min(requests, lease.held)
    await client.query(
      `WITH lease AS (
         UPDATE quota_lease SET returned = returned + $4, "lastReturnBoot" = $5, "lastReturnId" = $6,
           -- What is given back must not be granted again as a part that was lost.
           "lastAsk" = NULL, "updatedAt" = clock_timestamp()
         WHERE "gatewayId" = $1 AND "subscriptionId" = $2 AND period = $3)
       UPDATE quota_period SET granted = granted - $4 WHERE "subscriptionId" = $2 AND period = $3`,
      [gatewayId, subscriptionId, period, back, boot, requestId],
    )
    return back
  })
}

function isTakenIn({ lastReturnBoot, lastReturnId }: Lease, boot: string, requestId: number): boolean {
  if (lastReturnBoot === null || lastReturnId === null) return false
  return lastReturnBoot > boot || (lastReturnBoot === boot && lastReturnId >= requestId)
}
