import { system } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { lockBilled } from './lock-billed.ts'
import { renewSubscription } from './renew-subscription.ts'
import { settleInvoice } from './settle-invoice.ts'

const AT_ONCE = 100

/** Subscriptions whose renewal is due by their own clocks: real ones by the index, sandboxes by theirs. */
const dueRenewals = (now: Date) => db.$queryRaw<{ id: string }[]>`
  (SELECT s."id" FROM "subscription" s
    WHERE s."renewsAt" <= ${now}::timestamptz AND s."status" IN ('active', 'suspended')
    ORDER BY s."renewsAt" LIMIT ${AT_ONCE})
  UNION
  (SELECT s."id" FROM "organization" o
    JOIN "application" a ON a."organizationId" = o."id"
    JOIN "subscription" s ON s."applicationId" = a."id"
    WHERE o."isSandbox" AND s."status" IN ('active', 'suspended')
      AND s."renewsAt" <= ${now}::timestamptz + o."clockOffsetMs" * interval '1 millisecond'
    ORDER BY s."renewsAt" LIMIT ${AT_ONCE})`

/** Renews every subscription that is due at the real time `now`, one step each. `more` when a further step may be due. */
export async function renewDue(now: Date, signal?: AbortSignal): Promise<'more' | 'done'> {
  const due = await dueRenewals(now)
  for (const { id } of due) {
    if (signal?.aborted) return 'done'
    await renewSubscription(system, id, now.getTime())
  }
  return due.length > 0 ? 'more' : 'done'
}

/** Looks again at invoices that wait for usage, the earlier periods first; finalizes those that are whole. */
export async function settleHeld(signal?: AbortSignal): Promise<'more' | 'done'> {
  const held = await db.invoice.findMany({
    where: { status: 'held' },
    orderBy: { periodStartsAt: 'asc' },
    select: { id: true, subscriptionId: true },
    take: AT_ONCE * 10,
  })
  for (const { id, subscriptionId } of held) {
    if (signal?.aborted) return 'done'
    await transaction(async (tx) => settleInvoice(tx, system, await lockBilled(tx, subscriptionId), id))
  }
  return 'done'
}
