import { type BurnDown, burnDown, type Credit } from '#lib/billing/rating/burn-down.ts'
import type { Span } from '#lib/billing/rating/prorate.ts'
import { type PeriodInput, ratePeriod } from '#lib/billing/rating/rate-period.ts'
import { type RatedLine, totalOf } from '#lib/billing/rating/rated-line.ts'
import { type HourPart, spendByHour } from '#lib/billing/rating/spend-by-hour.ts'
import { divideUsage, type Term } from '#lib/billing/rating/term.ts'

/** A line, and the invoice that it corrects. */
export type InvoicedLine = RatedLine & { adjustsInvoiceId?: string }

export type RateInvoice = {
  /** The whole billing period; `endsAt` of its last term where the subscription ended in it. */
  period: Span
  terms: readonly Term[]
  usage: readonly HourPart[]
  freeUnits: number
  next: PeriodInput['next']
  credits: readonly Credit[]
  creditName: (grantId: string) => string
  /** Late usage of earlier periods and what was carried over. */
  adjustments?: readonly InvoicedLine[]
  /** Moment by which credits count as expired; the period's end when it is invoiced. */
  at: number
}

export type Rated = {
  /** All of the period, without the fee in advance. */
  lines: InvoicedLine[]
  /** The fee in advance. */
  upcoming: RatedLine[]
  /** Usage before credits, late usage aside: what spend caps limit. */
  usageAmount: bigint
  burns: BurnDown
}

const HOUR_MS = 3_600_000

const creditLine = (description: string, amount: bigint, { startsAt, endsAt }: Span): RatedLine => ({
  kind: 'credit',
  description,
  planId: null,
  chargeKey: null,
  quantity: null,
  unit: '',
  amount: -amount,
  startsAt,
  endsAt,
  calculation: {},
})

/** Late usage is of the present hour, as far as credits are concerned. */
const lateSpend = (adjustments: readonly InvoicedLine[], at: number) =>
  adjustments
    .filter(({ chargeKey }) => chargeKey !== null)
    .map(({ amount }) => ({ hour: at - HOUR_MS, amount }))

/**
 * The lines of an invoice: usage, changes of plan, late usage, less what credits cover of usage (fees and the minimum are
 * not paid by credits). Pure. What credits cover is reckoned hour by hour, so it needs usage by the hour where there are any.
 */
export function rateInvoice(input: RateInvoice): Rated {
  const { period, credits, adjustments = [], at } = input
  const { terms, freeUnits } = input
  const own = ratePeriod({ period, terms, usage: input.usage, freeUnits, next: input.next })
  const isUpcoming = (line: RatedLine) => line.kind === 'fee'
  const usageAmount = totalOf(own.filter(({ kind }) => kind === 'usage'))
  const { stretches, usage } = divideUsage(period, terms, input.usage, freeUnits)
  const spends = credits.length > 0 ? spendByHour(period, stretches, usage) : []
  const burns = burnDown(credits, credits.length > 0 ? [...spends, ...lateSpend(adjustments, at)] : [], at)
  const covered = [...burns.covered].map(([id, amount]) => creditLine(input.creditName(id), amount, period))
  return {
    lines: [...own.filter((line) => !isUpcoming(line)), ...adjustments, ...covered],
    upcoming: own.filter(isUpcoming),
    usageAmount,
    burns,
  }
}
