import type { Credit } from '#lib/billing/rating/burn-down.ts'
import type { Span } from '#lib/billing/rating/prorate.ts'
import type { PeriodInput } from '#lib/billing/rating/rate-period.ts'
import type { HourPart } from '#lib/billing/rating/spend-by-hour.ts'
import type { Reader } from '#lib/core/db.ts'
import { creditName, creditsOf } from './credits.ts'
import { readFreeUnits } from './free-units.ts'
import { type Anchored, ratedTerms } from './load-billed.ts'
import { periodFrom, presentPeriod } from './periods.ts'
import { type InvoicedLine, type Rated, rateInvoice } from './rate-invoice.ts'
import { readUsage } from './read-usage.ts'

/** A stretch of a subscription that no finalized invoice covers yet. */
export type OpenPeriod = {
  billed: Anchored
  /** The whole billing period. */
  period: Span
  /** Up to where it is rated: earlier than the period's end where the subscription ended. */
  until: number
  next: PeriodInput['next']
}

/** The plan and period whose fee the present period's invoice bills in advance; null when the subscription ends. */
export function nextOf(billed: Anchored): PeriodInput['next'] {
  const plan = billed.plans.get(billed.nextPlanId ?? billed.planId)
  if (billed.isCancelling || !plan || billed.endedAt) return null
  const { interval } = billed.plans.get(billed.planId)!.pricing
  const { renewsAt, anchorAt } = billed
  return {
    plan,
    ...periodFrom(renewsAt.getTime(), anchorAt.getTime(), interval, plan.pricing.interval),
  }
}

/** The present period of a subscription. */
export function presentOf(billed: Anchored): OpenPeriod {
  const period = presentPeriod(billed, billed.plans.get(billed.planId)!.pricing.interval)
  return { billed, period, until: period.endsAt, next: nextOf(billed) }
}

/** Usage of each period: by the hour where credits may cover it, which depends on when. */
async function usageOf(reader: Reader, periods: readonly OpenPeriod[]): Promise<HourPart[][]> {
  const hasCredits = periods.map(({ billed }) => creditsOf(billed).some(({ amount }) => amount > 0n))
  const windows = periods.map(({ billed, period, until }) => ({
    subscriptionId: billed.id,
    from: period.startsAt,
    to: until,
  }))
  const pick = (isByHour: boolean) => windows.filter((_, index) => hasCredits[index] === isByHour)
  const plain = await readUsage(reader, pick(false), false)
  const byHour = await readUsage(reader, pick(true), true)
  const rest = { plain: plain.values(), byHour: byHour.values() }
  return hasCredits.map((isByHour) => (isByHour ? rest.byHour : rest.plain).next().value ?? [])
}

const without = (credits: readonly Credit[], covered: ReadonlyMap<string, bigint>): Credit[] =>
  credits.map((credit) => ({ ...credit, amount: credit.amount - (covered.get(credit.id) ?? 0n) }))

export type RatedPeriod = OpenPeriod & Rated & { usage: HourPart[]; freeUnits: number }

/**
 * Rates periods that are not invoiced yet: a few queries for any number of them. Periods of one subscription come in their
 * order, so that credits which an earlier one used up are not used again. `at` is the moment by which credits expire.
 */
export async function rateOpen(
  reader: Reader,
  periods: readonly OpenPeriod[],
  at: (open: OpenPeriod) => number,
  adjustmentsOf: (open: OpenPeriod) => readonly InvoicedLine[] = () => [],
): Promise<RatedPeriod[]> {
  const usage = await usageOf(reader, periods)
  const freeUnits = await readFreeUnits(
    reader,
    periods.map(({ billed, period }) => ({ billed, startsAt: period.startsAt })),
  )
  const left = new Map<string, Credit[]>()
  return periods.map((open, index) => {
    const { billed, period, next, until } = open
    const credits = left.get(billed.id) ?? creditsOf(billed)
    const rated = rateInvoice({
      period,
      terms: ratedTerms(billed).map((term) => ({ ...term, endsAt: Math.min(term.endsAt, until) })),
      usage: usage[index]!,
      freeUnits: freeUnits[index]!,
      next,
      credits,
      creditName: (grantId) => creditName(billed, grantId),
      adjustments: adjustmentsOf(open),
      at: at(open),
    })
    left.set(billed.id, without(credits, rated.burns.covered))
    return { ...open, ...rated, usage: usage[index]!, freeUnits: freeUnits[index]! }
  })
}
