import { db, Prisma } from '#lib/core/db.ts'
import { log } from '#lib/core/log.ts'
import { advanceInvoice } from './advance-invoice.ts'
import { settleSuspensions } from './settle-suspensions.ts'

const INVOICES_AT_ONCE = 50

/** One that Stripe could not be given is no debtor's fault: it waits until it is there. */
const isThere = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "outbound_task" t WHERE t."objectId" = i."id"
  AND (t."status" = 'pending' OR (t."status" = 'failed' AND t."kind" = 'stripe.invoice')))`

/** Invoices whose next step is due by their customers' own clocks: real ones by the index, sandboxes' by theirs. */
async function dueInvoices(now: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    (SELECT i."id", i."nextDunningAt" FROM "invoice" i
      WHERE i."status" = 'open' AND i."nextDunningAt" <= ${now}::timestamptz AND ${isThere}
      ORDER BY i."nextDunningAt" LIMIT ${INVOICES_AT_ONCE})
    UNION
    (SELECT i."id", i."nextDunningAt" FROM "organization" o
      JOIN "customer" c ON c."consumerId" = o."id"
      JOIN "invoice" i ON i."customerId" = c."id"
      WHERE o."isSandbox" AND i."status" = 'open' AND ${isThere}
        AND i."nextDunningAt" <= ${now}::timestamptz + o."clockOffsetMs" * interval '1 millisecond'
      ORDER BY i."nextDunningAt" LIMIT ${INVOICES_AT_ONCE})
    ORDER BY "nextDunningAt" LIMIT ${INVOICES_AT_ONCE}`
  return rows.map(({ id }) => id)
}

/** One step of every invoice that is overdue at the real time `now`, then suspensions and resumptions that follow. */
export async function advanceDunning(now: Date, signal?: AbortSignal): Promise<'more' | 'done'> {
  const due = await dueInvoices(now)
  let steps = 0
  for (const id of due) {
    if (signal?.aborted) return 'done'
    try {
      await advanceInvoice(id, now)
      steps++
    } catch (error) {
      // One that cannot be advanced keeps no other back; it is tried again by the next run.
      log.error({ invoiceId: id, err: error }, 'dunning failed')
    }
  }
  await settleSuspensions(signal)
  return steps > 0 ? 'more' : 'done'
}
