import { hourOf } from '#gateway-sync/contract/index.ts'
import type { RatedPlan } from '#lib/billing/rating/rate-usage.ts'
import { AppError } from '#lib/core/errors.ts'
import { type Billed, isAnchored } from '#lib/invoice/load-billed.ts'
import { isInTrial } from '#lib/invoice/periods.ts'
import type { ChangeAt, PlanChangeKind } from './schema.ts'

/** A plan that a subscription is to move to: `rated` is null for a free one. */
export type TargetPlan = { id: string; name: string; rated: RatedPlan | null }

const refuse = (message: string): never => {
  throw new AppError('invalid_state', message)
}

/** Invoices and credits of a subscription are in one currency for good. */
function requireCurrency({ plans }: Billed, to: TargetPlan): void {
  const wanted = to.rated?.pricing.currency
  const other = [...plans.values()].find(({ pricing }) => wanted && pricing.currency !== wanted)
  if (other)
    refuse(
      `“${to.name}” is priced in ${wanted}, and this subscription is billed in ${other.pricing.currency}. Cancel it and subscribe anew.`,
    )
}

function atPeriodEnd(billed: Billed, to: TargetPlan): PlanChangeKind {
  if (!isAnchored(billed))
    return refuse('Nothing is billed for this subscription, so no period ends. Change its plan at once.')
  if (to.id === billed.planId) return billed.nextPlanId ? 'withdraw' : 'none'
  if (billed.isCancelling) refuse('The subscription ends with its period. Resume it first.')
  return to.id === billed.nextPlanId ? 'none' : 'order'
}

function atOnce(billed: Billed, to: TargetPlan, now: number): PlanChangeKind {
  if (to.id === billed.planId) return billed.nextPlanId ? 'withdraw' : 'none'
  if (isAnchored(billed)) {
    if (!to.rated) return 'end'
    const { interval } = billed.plans.get(billed.planId)!.pricing
    if (isInTrial(billed) && to.rated.pricing.isPrepaid)
      refuse(`“${to.name}” is prepaid and has no trial. Change when the trial ends.`)
    if (!isInTrial(billed) && to.rated.pricing.interval !== interval)
      refuse(
        `“${to.name}” is billed by the ${to.rated.pricing.interval}, and the present period by the ${interval}. Change at the period's end.`,
      )
    return 'switch'
  }
  if (!to.rated || billed.status === 'pending') return 'plain'
  if (billed.billedUntil && billed.billedUntil.getTime() > hourOf(now))
    refuse(
      'This hour is billed already under the plan before. Change to a plan with a price in the next hour.',
    )
  return 'start'
}

/**
 * What a change of plan amounts to at a moment of the subscription's own time. Throws `invalid_state` for what cannot be
 * billed soundly. Pure.
 */
export function planChangeOf(billed: Billed, to: TargetPlan, at: ChangeAt, now: number): PlanChangeKind {
  if (to.id !== billed.planId) requireCurrency(billed, to)
  return at === 'period_end' ? atPeriodEnd(billed, to) : atOnce(billed, to, now)
}
