import { Exact } from '#lib/core/money.ts'
import { prorateAmount, type Span } from './prorate.ts'
import { type RatedPlan, rateUsage, type UsagePart } from './rate-usage.ts'
import type { RatedLine } from './rated-line.ts'
import { divideUsage, type Term } from './term.ts'

export type PeriodInput = {
  /** The billing period whose usage is rated. */
  period: Span
  /**
   * Which plans held when, whatever their order, those of other periods too; each fee of the period's first was invoiced in
   * advance for the whole period.
   */
  terms: readonly Term[]
  usage: readonly UsagePart[]
  /** Units of the first charge of the first plan that are free once. */
  freeUnits?: number
  /** The period that follows, whose fee is due in advance; null when the subscription ends. */
  next: (Span & { plan: RatedPlan }) | null
}

const line = (
  kind: 'setup' | 'fee' | 'proration',
  plan: RatedPlan,
  description: string,
  amount: bigint,
  span: Span,
) =>
  ({
    kind,
    description,
    planId: plan.id,
    chargeKey: null,
    quantity: null,
    unit: '',
    amount,
    startsAt: span.startsAt,
    endsAt: span.endsAt,
    calculation: {},
  }) satisfies RatedLine

/** The fee of a period, in advance; none for a plan without one. */
export function feeLines(plan: RatedPlan, period: Span): RatedLine[] {
  const { recurringFee, interval } = plan.pricing
  if (recurringFee === 0) return []
  return [line('fee', plan, `${plan.name}: fee of the ${interval}`, BigInt(recurringFee), period)]
}

/** What is due when a subscription begins: the set-up fee and the first period's fee. */
export function startLines(plan: RatedPlan, period: Span): RatedLine[] {
  const { setupFee } = plan.pricing
  const setup = setupFee === 0 ? [] : [line('setup', plan, `${plan.name}: set-up`, BigInt(setupFee), period)]
  return [...setup, ...feeLines(plan, period)]
}

/** The share of a period, in percent to four digits: for reading, never for reckoning. */
const shareText = (period: Span, part: Span): string =>
  new Exact(part.endsAt - part.startsAt)
    .div(period.endsAt - period.startsAt)
    .mul(100)
    .toDecimalPlaces(4)
    .toFixed()

/** What comes back of a fee when the subscription ends before the period does; nothing when it ends with it. */
export function endLines(period: Span, at: number, plan: RatedPlan): RatedLine[] {
  const rest = { startsAt: at, endsAt: period.endsAt }
  const amount = at < period.endsAt ? -prorateAmount(plan.pricing.recurringFee, period, rest) : 0n
  if (amount === 0n) return []
  const calculation = { fee: String(plan.pricing.recurringFee), share: shareText(period, rest) }
  return [{ ...line('proration', plan, `${plan.name}: unused part of the fee`, amount, rest), calculation }]
}

/**
 * What a change of plans at one moment of a period costs: the unused part of the old plan's fee comes back, the new
 * plan's for the rest is due. Both to the second; parts of a fee sum to it however often plans change.
 */
export function changeLines(period: Span, at: number, from: RatedPlan, to: RatedPlan): RatedLine[] {
  const rest = { startsAt: at, endsAt: period.endsAt }
  const back = endLines(period, at, from)
  const due = line(
    'proration',
    to,
    `${to.name}: fee for the rest of the ${to.pricing.interval}`,
    prorateAmount(to.pricing.recurringFee, period, rest),
    rest,
  )
  const calculation = { fee: String(to.pricing.recurringFee), share: shareText(period, rest) }
  return [...back, ...(due.amount === 0n ? [] : [{ ...due, calculation }])]
}

/**
 * The lines of a period's invoice: usage in arrears by plan and charge, what changes of plans cost, the next fee in
 * advance. Pure: the same terms, usage and prices give the same lines, in whatever order they come.
 */
export function ratePeriod({ period, terms, usage, freeUnits = 0, next }: PeriodInput): RatedLine[] {
  const { terms: inOrder, usage: divided, stretches } = divideUsage(period, terms, usage, freeUnits)
  const changes = inOrder
    .slice(1)
    .flatMap((term, index) => changeLines(period, term.startsAt, inOrder[index]!.plan, term.plan))
  const last = inOrder.at(-1)
  const end = next || !last ? [] : endLines(period, last.endsAt, last.plan)
  const used = stretches.flatMap((stretch) => rateUsage(period, stretch, divided))
  return [...used, ...changes, ...end, ...(next ? feeLines(next.plan, next) : [])]
}
