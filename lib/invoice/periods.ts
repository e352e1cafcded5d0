import { type BillingInterval, billingBoundary, billingPeriodOf } from '#gateway-sync/contract/index.ts'
import type { Span } from '#lib/billing/rating/prorate.ts'

type Anchored = { anchorAt: Date; billedUntil: Date; renewsAt: Date }

/** Until the first billing period begins nothing is charged: the next renewal is the trial's end. */
export const isInTrial = ({ anchorAt, renewsAt }: Pick<Anchored, 'anchorAt' | 'renewsAt'>): boolean =>
  renewsAt <= anchorAt

/** The whole billing period that lies before the next renewal; the first one while in a trial. */
export function presentPeriod(subscription: Anchored, interval: BillingInterval): Span {
  const at = isInTrial(subscription) ? subscription.anchorAt : subscription.billedUntil
  const { startsAt, endsAt } = billingPeriodOf(subscription.anchorAt.getTime(), interval, at.getTime())
  return { startsAt, endsAt }
}

/** The period that begins at `at`: anchored as before, or anew where the interval becomes another one. */
export function periodFrom(
  at: number,
  anchorAt: number,
  before: BillingInterval,
  interval: BillingInterval,
): Span & { anchorAt: number } {
  if (before !== interval) return { startsAt: at, endsAt: billingBoundary(at, interval, 1), anchorAt: at }
  return { startsAt: at, endsAt: billingPeriodOf(anchorAt, interval, at).endsAt, anchorAt }
}
