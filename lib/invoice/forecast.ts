import { totalOf } from '#lib/billing/rating/rated-line.ts'
import { Exact } from '#lib/core/money.ts'
import { ratedTerms } from './load-billed.ts'
import { rateInvoice } from './rate-invoice.ts'
import type { RatedPeriod } from './rate-open.ts'
import type { DraftInvoice } from './schema/invoice.ts'
import { type Tax, taxOn } from './tax.ts'

const HOUR_MS = 3_600_000

/**
 * What the period's invoice comes to if use goes on as so far: each quantity divided by the share of the period that has
 * passed (an hour at least), priced anew, so that tiers and included units count. Credits that are left now cover it as far
 * as they reach. Linear, and no more than that.
 */
export function forecastOf(rated: RatedPeriod, asOf: number, tax: Tax): DraftInvoice['forecast'] {
  const { billed, period, next, usage, burns, lines, usageAmount } = rated
  const length = period.endsAt - period.startsAt
  const passed = Math.min(Math.max(asOf - period.startsAt, HOUR_MS), length)
  const projected = usage.map((part) => ({
    ...part,
    quantity: new Exact(part.quantity.toString()).mul(length).div(passed).floor().toFixed(0),
  }))
  const whole = rateInvoice({
    period,
    terms: ratedTerms(billed),
    usage: projected,
    freeUnits: rated.freeUnits,
    next,
    credits: [],
    creditName: () => '',
    at: period.endsAt,
  })
  const covered = [...burns.covered.values()].reduce((sum, amount) => sum + amount, 0n)
  const available = covered + burns.left
  const credits = whole.usageAmount < available ? whole.usageAmount : available
  const adjustments = totalOf(lines.filter(({ kind }) => kind === 'adjustment'))
  const subtotal = totalOf(whole.lines) + adjustments + totalOf(whole.upcoming) - credits
  const total = subtotal + taxOn(subtotal, tax)
  return { usageAmount: whole.usageAmount < usageAmount ? usageAmount : whole.usageAmount, subtotal, total }
}
