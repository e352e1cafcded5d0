import { changeLines, endLines, feeLines, startLines } from '#lib/billing/rating/rate-period.ts'
import type { RatedPlan } from '#lib/billing/rating/rate-usage.ts'
import { type RatedLine, totalOf } from '#lib/billing/rating/rated-line.ts'
import type { Reader } from '#lib/core/db.ts'
import { toDraftLine } from '#lib/invoice/draft-invoice.ts'
import { type Anchored, type Billed, isAnchored } from '#lib/invoice/load-billed.ts'
import { isInTrial, periodFrom, presentPeriod } from '#lib/invoice/periods.ts'
import { presentOf } from '#lib/invoice/rate-open.ts'
import { ratePresent } from '#lib/invoice/rate-present.ts'
import type { ExpectedTax } from '#lib/invoice/schema/invoice.ts'
import { firstPeriodOf } from '#lib/invoice/start-billing.ts'
import { taxOn } from '#lib/invoice/tax.ts'
import type { TargetPlan } from './plan-change.ts'
import type { ExpectedInvoice, PlanChangeKind, PlanChangePreview } from './schema.ts'

/** What is to be known beside the subscription: its present moment, and the tax on its invoices. */
type Grounds = { now: Date; tax: ExpectedTax }

function invoiceOf(
  at: Date,
  tax: ExpectedTax,
  lines: readonly RatedLine[],
  upcoming: readonly RatedLine[] = [],
): ExpectedInvoice {
  const subtotal = totalOf(lines) + totalOf(upcoming)
  const taxAmount = taxOn(subtotal, tax)
  return {
    at,
    lines: lines.map(toDraftLine),
    upcoming: upcoming.map(toDraftLine),
    subtotal,
    tax: taxAmount,
    total: subtotal + taxAmount,
  }
}

/** The invoice at the end of the present period, or of the trial, by the code that makes it. */
export async function expectedPeriod(
  reader: Reader,
  billed: Anchored,
  { now, tax }: Grounds,
): Promise<ExpectedInvoice> {
  if (isInTrial(billed)) {
    const plan = billed.plans.get(billed.nextPlanId ?? billed.planId)
    const isCharged = plan && !billed.isCancelling
    const first = isCharged ? startLines(plan, presentPeriod(billed, plan.pricing.interval)) : []
    return invoiceOf(billed.renewsAt, tax, [], first)
  }
  const { lines, upcoming } = await ratePresent(reader, presentOf(billed), now)
  return invoiceOf(billed.renewsAt, tax, lines, upcoming)
}

/** The last invoice, when the subscription's billing ends now; null in a trial. */
export async function expectedEnd(
  reader: Reader,
  billed: Anchored,
  { now, tax }: Grounds,
): Promise<ExpectedInvoice | null> {
  if (isInTrial(billed)) return null
  const present = { ...presentOf(billed), until: now.getTime(), next: null }
  const { lines } = await ratePresent(reader, present, now)
  return invoiceOf(now, tax, lines)
}

type Costs = Pick<
  PlanChangePreview,
  'lines' | 'amount' | 'dueNow' | 'dueNowTotal' | 'nextInvoice' | 'trialEndsAt'
>
const costs = (lines: readonly RatedLine[], rest: Partial<Costs>): Costs => ({
  lines: lines.map(toDraftLine),
  amount: totalOf(lines),
  dueNow: 0n,
  dueNowTotal: 0n,
  nextInvoice: null,
  trialEndsAt: null,
  ...rest,
})

/** Billing begins: set-up and first fee at once, or after the trial. Pure. */
export function expectedStart(plan: RatedPlan, { now, tax }: Grounds, hasTrial: boolean): Costs {
  const { interval } = plan.pricing
  const { period, trialEndsAt, anchorAt } = firstPeriodOf(plan.pricing, now, hasTrial)
  const first = startLines(plan, period)
  if (trialEndsAt) return costs([], { trialEndsAt, nextInvoice: invoiceOf(anchorAt, tax, [], first) })
  const next = periodFrom(period.endsAt, period.startsAt, interval, interval)
  const dueNow = totalOf(first)
  return costs(first, {
    dueNow,
    dueNowTotal: dueNow + taxOn(dueNow, tax),
    nextInvoice: invoiceOf(new Date(period.endsAt), tax, [], feeLines(plan, next)),
  })
}

/** The subscription as it will be billed once the other plan holds. */
function switched(billed: Anchored, plan: RatedPlan, now: Date): Anchored {
  const terms = billed.terms.map((term) => (term.endsAt ? term : { ...term, endsAt: now }))
  return {
    ...billed,
    planId: plan.id,
    nextPlanId: null,
    plans: new Map(billed.plans).set(plan.id, plan),
    terms: [...terms, { planId: plan.id, startsAt: now, endsAt: null }],
  }
}

async function switchCosts(
  reader: Reader,
  billed: Anchored,
  to: RatedPlan,
  grounds: Grounds,
): Promise<Costs> {
  const { now } = grounds
  const nextInvoice = await expectedPeriod(reader, switched(billed, to, now), grounds)
  if (isInTrial(billed)) return costs([], { nextInvoice, trialEndsAt: billed.trialEndsAt })
  const from = billed.plans.get(billed.planId)!
  return costs(changeLines(presentOf(billed).period, now.getTime(), from, to), { nextInvoice })
}

async function endCosts(reader: Reader, billed: Anchored, grounds: Grounds): Promise<Costs> {
  const nextInvoice = await expectedEnd(reader, billed, grounds)
  if (!nextInvoice) return costs([], {})
  const from = billed.plans.get(billed.planId)!
  const lines = endLines(presentOf(billed).period, grounds.now.getTime(), from)
  return costs(lines, { nextInvoice, dueNow: nextInvoice.subtotal, dueNowTotal: nextInvoice.total })
}

type Change = Grounds & { kind: PlanChangeKind; to: TargetPlan; hasTrial: boolean }

/** What a change of plan costs now and with the next invoice: rated by the code that will make the invoices. */
export async function expectedCosts(
  reader: Reader,
  billed: Billed,
  { kind, to, hasTrial, ...grounds }: Change,
): Promise<Costs> {
  if (kind === 'start' && to.rated) return expectedStart(to.rated, grounds, hasTrial)
  if (!isAnchored(billed)) return costs([], {})
  if (kind === 'switch' && to.rated) return switchCosts(reader, billed, to.rated, grounds)
  if (kind === 'end') return endCosts(reader, billed, grounds)
  const nextPlanId = kind === 'order' ? to.id : null
  const plans = to.rated ? new Map(billed.plans).set(to.id, to.rated) : billed.plans
  return costs([], { nextInvoice: await expectedPeriod(reader, { ...billed, plans, nextPlanId }, grounds) })
}
