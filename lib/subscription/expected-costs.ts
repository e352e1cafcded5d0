import { changeLines, endLines, feeLines, startLines } from '#lib/billing/rating/rate-period.ts'
import type { RatedPlan } from '#lib/billing/rating/rate-usage.ts'
import { type RatedLine, totalOf } from '#lib/billing/rating/rated-line.ts'
import type { Reader } from '#lib/core/db.ts'
import { toDraftLine } from '#lib/invoice/draft-invoice.ts'
import { type Anchored, type Billed, isAnchored } from '#lib/invoice/load-billed.ts'
import { isInTrial, periodFrom, presentPeriod } from '#lib/invoice/periods.ts'
import { presentOf } from '#lib/invoice/rate-open.ts'
import { ratePresent } from '#lib/invoice/rate-present.ts'
import { firstPeriodOf } from '#lib/invoice/start-billing.ts'
import type { TargetPlan } from './plan-change.ts'
import type { ExpectedInvoice, PlanChangeKind, PlanChangePreview } from './schema.ts'

const invoiceOf = (
  at: Date,
  lines: readonly RatedLine[],
  upcoming: readonly RatedLine[] = [],
): ExpectedInvoice => ({
  at,
  lines: lines.map(toDraftLine),
  upcoming: upcoming.map(toDraftLine),
  subtotal: totalOf(lines) + totalOf(upcoming),
})

/** The invoice at the end of the present period, or of the trial, by the code that makes it. */
export async function expectedPeriod(reader: Reader, billed: Anchored, now: Date): Promise<ExpectedInvoice> {
  if (isInTrial(billed)) {
    const plan = billed.plans.get(billed.nextPlanId ?? billed.planId)
    const isCharged = plan && !billed.isCancelling
    const first = isCharged ? startLines(plan, presentPeriod(billed, plan.pricing.interval)) : []
    return invoiceOf(billed.renewsAt, [], first)
  }
  const { lines, upcoming } = await ratePresent(reader, presentOf(billed), now)
  return invoiceOf(billed.renewsAt, lines, upcoming)
}

/** The last invoice, when the subscription's billing ends now; null in a trial. */
export async function expectedEnd(
  reader: Reader,
  billed: Anchored,
  now: Date,
): Promise<ExpectedInvoice | null> {
  if (isInTrial(billed)) return null
  const present = { ...presentOf(billed), until: now.getTime(), next: null }
  const { lines } = await ratePresent(reader, present, now)
  return invoiceOf(now, lines)
}

type Costs = Pick<PlanChangePreview, 'lines' | 'amount' | 'dueNow' | 'nextInvoice' | 'trialEndsAt'>
const costs = (lines: readonly RatedLine[], rest: Partial<Costs>): Costs => ({
  lines: lines.map(toDraftLine),
  amount: totalOf(lines),
  dueNow: 0n,
  nextInvoice: null,
  trialEndsAt: null,
  ...rest,
})

/** Billing begins: set-up and first fee at once, or after the trial. */
function startCosts({ pricing, ...plan }: RatedPlan, now: Date, hasTrial: boolean): Costs {
  const { period, trialEndsAt, anchorAt } = firstPeriodOf(pricing, now, hasTrial)
  const first = startLines({ ...plan, pricing }, period)
  if (trialEndsAt) return costs([], { trialEndsAt, nextInvoice: invoiceOf(anchorAt, [], first) })
  const next = periodFrom(period.endsAt, period.startsAt, pricing.interval, pricing.interval)
  const nextInvoice = invoiceOf(new Date(period.endsAt), [], feeLines({ ...plan, pricing }, next))
  return costs(first, { dueNow: totalOf(first), nextInvoice })
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

async function switchCosts(reader: Reader, billed: Anchored, to: RatedPlan, now: Date): Promise<Costs> {
  const nextInvoice = await expectedPeriod(reader, switched(billed, to, now), now)
  if (isInTrial(billed)) return costs([], { nextInvoice, trialEndsAt: billed.trialEndsAt })
  const from = billed.plans.get(billed.planId)!
  return costs(changeLines(presentOf(billed).period, now.getTime(), from, to), { nextInvoice })
}

async function endCosts(reader: Reader, billed: Anchored, now: Date): Promise<Costs> {
  const nextInvoice = await expectedEnd(reader, billed, now)
  if (!nextInvoice) return costs([], {})
  const from = billed.plans.get(billed.planId)!
  const lines = endLines(presentOf(billed).period, now.getTime(), from)
  return costs(lines, { nextInvoice, dueNow: nextInvoice.subtotal })
}

/** What a change of plan costs now and with the next invoice: rated by the code that will make the invoices. */
export async function expectedCosts(
  reader: Reader,
  billed: Billed,
  { kind, to, now, hasTrial }: { kind: PlanChangeKind; to: TargetPlan; now: Date; hasTrial: boolean },
): Promise<Costs> {
  if (kind === 'start' && to.rated) return startCosts(to.rated, now, hasTrial)
  if (!isAnchored(billed)) return costs([], {})
  if (kind === 'switch' && to.rated) return switchCosts(reader, billed, to.rated, now)
  if (kind === 'end') return endCosts(reader, billed, now)
  const nextPlanId = kind === 'order' ? to.id : null
  const plans = to.rated ? new Map(billed.plans).set(to.id, to.rated) : billed.plans
  return costs([], { nextInvoice: await expectedPeriod(reader, { ...billed, plans, nextPlanId }, now) })
}
