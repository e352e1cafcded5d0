import { isDeepStrictEqual } from 'node:util'
import type { UsageGap } from '#lib/billing/schema/usage-gap.ts'
import { listUsageGaps } from '#lib/billing/usage-gaps.ts'
import { system } from '#lib/core/context.ts'
import { db, type Prisma, transaction } from '#lib/core/db.ts'
import { lockBilled } from './lock-billed.ts'
import { renewSubscription } from './renew-subscription.ts'
import { settleInvoice, usageTimeOf } from './settle-invoice.ts'

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

const selectHeld = {
  id: true,
  subscriptionId: true,
  periodStartsAt: true,
  periodEndsAt: true,
  createdAt: true,
  gaps: true,
  customer: { select: { consumer: { select: { clockOffsetMs: true } } } },
} satisfies Prisma.InvoiceSelect
type Held = Prisma.InvoiceGetPayload<{ select: typeof selectHeld }>

/** Says whether an invoice still waits for just what it notes; asked once for all that end at one time. */
function waitsAsBefore(): (held: Held) => Promise<boolean> {
  const asked = new Map<string, Promise<UsageGap[]>>()
  return async (held) => {
    const { startsAt, endsAt } = usageTimeOf(held, held.customer.consumer.clockOffsetMs)
    const key = `${+startsAt}-${+endsAt}`
    const gaps = asked.get(key) ?? listUsageGaps(startsAt, endsAt)
    asked.set(key, gaps)
    return (await gaps).length > 0 && isDeepStrictEqual(await gaps, held.gaps)
  }
}

/**
 * Looks again at invoices that wait for usage, the earlier periods first; finalizes those that are whole. Those of which
 * nothing new is known are not touched: a gateway that is lost may hold many for long.
 */
export async function settleHeld(signal?: AbortSignal): Promise<'more' | 'done'> {
  const held = await db.invoice.findMany({
    where: { status: 'held' },
    orderBy: { periodStartsAt: 'asc' },
    select: selectHeld,
    take: AT_ONCE * 10,
  })
  const isUnchanged = waitsAsBefore()
  for (const invoice of held) {
    if (signal?.aborted) return 'done'
    if (await isUnchanged(invoice)) continue
    const { id, subscriptionId } = invoice
    await transaction(async (tx) => settleInvoice(tx, system, await lockBilled(tx, subscriptionId), id))
  }
  return 'done'
}
