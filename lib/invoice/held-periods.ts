import type { Reader } from '#lib/core/db.ts'
import type { Anchored, Billed } from './load-billed.ts'
import type { OpenPeriod } from './rate-open.ts'

/** What an invoice's columns say of the period that it bills. */
type InvoicePeriod = {
  subscriptionId: string
  kind: string
  periodStartsAt: Date
  periodEndsAt: Date
  feePlanId: string | null
  feeEndsAt: Date | null
}

/** The period that an invoice bills, as it was when it was made. */
export function periodOfInvoice(billed: Billed, invoice: InvoicePeriod): OpenPeriod {
  const [startsAt, until] = [invoice.periodStartsAt.getTime(), invoice.periodEndsAt.getTime()]
  const feeEndsAt = invoice.feeEndsAt?.getTime() ?? until
  const plan = invoice.feePlanId ? billed.plans.get(invoice.feePlanId) : undefined
  return {
    billed: billed as Anchored,
    period: { startsAt, endsAt: invoice.kind === 'end' ? feeEndsAt : until },
    until,
    next: plan ? { plan, startsAt: until, endsAt: feeEndsAt } : null,
  }
}

/** Periods of subscriptions whose invoices are held, the earlier first. */
export async function readHeldPeriods(reader: Reader, billed: readonly Billed[]): Promise<OpenPeriod[]> {
  const byId = new Map(billed.map((one) => [one.id, one]))
  const held = await reader.invoice.findMany({
    where: { subscriptionId: { in: [...byId.keys()] }, status: 'held' },
    orderBy: { periodStartsAt: 'asc' },
    select: {
      subscriptionId: true,
      kind: true,
      periodStartsAt: true,
      periodEndsAt: true,
      feePlanId: true,
      feeEndsAt: true,
    },
  })
  return held.map((invoice) => periodOfInvoice(byId.get(invoice.subscriptionId)!, invoice))
}
