import type { UsageGap } from '#lib/billing/schema/usage-gap.ts'
import { listUsageGaps } from '#lib/billing/usage-gaps.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { readBilledElsewhere } from './billed-elsewhere.ts'
import { readCarried } from './carried.ts'
import { finalizeInvoice } from './finalize-invoice.ts'
import { periodOfInvoice } from './held-periods.ts'
import { readLateLines } from './late-usage.ts'
import type { Billed } from './load-billed.ts'
import type { InvoicedLine } from './rate-invoice.ts'
import { type RatedPeriod, rateOpen } from './rate-open.ts'

type HeldInvoice = {
  id: string
  subscriptionId: string
  kind: string
  periodStartsAt: Date
  periodEndsAt: Date
  feePlanId: string | null
  feeEndsAt: Date | null
  createdAt: Date
}

type Dated = Pick<HeldInvoice, 'periodStartsAt' | 'periodEndsAt' | 'createdAt'>

/**
 * The real time that gateways must have settled for an invoice. A test clock that was turned on passed the period's end at
 * the moment when it was turned, which is when the invoice's row was made.
 */
export function usageTimeOf(invoice: Dated, clockOffsetMs: bigint): { startsAt: Date; endsAt: Date } {
  const startsAt = new Date(invoice.periodStartsAt.getTime() - Number(clockOffsetMs))
  return { startsAt, endsAt: clockOffsetMs === 0n ? invoice.periodEndsAt : invoice.createdAt }
}

/** What is missing of the invoice's usage. */
function gapsOf(tx: Transaction, billed: Billed, invoice: HeldInvoice): Promise<UsageGap[]> {
  const { startsAt, endsAt } = usageTimeOf(invoice, billed.application.organization.clockOffsetMs)
  return listUsageGaps(startsAt, endsAt, tx)
}

/** All lines that an invoice of the period has now, the fee in advance among them. */
async function rateHeld(
  tx: Transaction,
  billed: Billed,
  invoice: HeldInvoice,
): Promise<RatedPeriod & { all: InvoicedLine[] }> {
  const late = await readLateLines(tx, billed, invoice.periodStartsAt)
  const elsewhere = await readBilledElsewhere(tx, invoice)
  const carried = await readCarried(tx, billed.id, invoice.periodStartsAt.getTime())
  const [rated] = await rateOpen(
    tx,
    [periodOfInvoice(billed, invoice)],
    ({ until }) => until,
    () => [...late, ...elsewhere, ...carried],
  )
  return { ...rated!, all: [...rated!.lines, ...rated!.upcoming] }
}

/**
 * Finalizes a held invoice of a period when every gateway has settled it and no earlier one of the subscription is held;
 * else notes what it waits for. To be called under the subscription's lock. Answers whether it is finalized.
 */
export async function settleInvoice(
  tx: Transaction,
  actor: Actor,
  billed: Billed,
  invoiceId: string,
): Promise<boolean> {
  const invoice = await tx.invoice.findUniqueOrThrow({ where: { id: invoiceId } })
  if (invoice.status !== 'held') return true
  const earlier = await tx.invoice.findFirst({
    where: { subscriptionId: billed.id, status: 'held', periodStartsAt: { lt: invoice.periodStartsAt } },
    orderBy: { periodStartsAt: 'asc' },
  })
  const gaps = await gapsOf(tx, billed, invoice)
  if (earlier || gaps.length > 0) {
    const shown = gaps.length > 0 ? gaps : earlier!.gaps
    await tx.invoice.update({ where: { id: invoiceId }, data: { gaps: shown as UsageGap[] } })
    return false
  }
  const { all, burns } = await rateHeld(tx, billed, invoice)
  await finalizeInvoice(tx, actor, invoiceId, { billed, lines: all, burns: burns.covered })
  return true
}
