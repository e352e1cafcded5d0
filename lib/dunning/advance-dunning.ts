import { db } from '#lib/core/db.ts'
import { log } from '#lib/core/log.ts'
import { advanceInvoice } from './advance-invoice.ts'
import { settleSuspensions } from './settle-suspensions.ts'

const INVOICES_AT_ONCE = 50

/**
 * Invoices whose next step is due by their customers' own clocks. One that Stripe could not be given is no debtor's fault:
 * it waits until it is there.
 */
async function dueInvoices(now: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT i."id" FROM "invoice" i
    JOIN "customer" c ON c."id" = i."customerId"
    JOIN "organization" o ON o."id" = c."consumerId"
    WHERE i."status" = 'open' AND i."nextDunningAt" <= ${now}::timestamptz + o."clockOffsetMs" * interval '1 millisecond'
      AND NOT EXISTS (
        SELECT 1 FROM "outbound_task" t WHERE t."objectId" = i."id"
        AND (t."status" = 'pending' OR (t."status" = 'failed' AND t."kind" = 'stripe.invoice')))
    ORDER BY i."nextDunningAt" LIMIT ${INVOICES_AT_ONCE}`
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
