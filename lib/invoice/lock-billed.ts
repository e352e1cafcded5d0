import type { Transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Billed, loadBilled } from './load-billed.ts'

/** One subscription for billing, locked until the commit: whoever bills it waits for whoever does. */
export async function lockBilled(tx: Transaction, subscriptionId: string): Promise<Billed> {
  await tx.$queryRaw`SELECT 1 FROM "subscription" WHERE "id" = ${subscriptionId} FOR UPDATE`
  const [billed] = await loadBilled(tx, [subscriptionId])
  return billed ?? notFound('subscription', subscriptionId)
}
