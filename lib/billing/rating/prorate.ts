import { Exact, toMinor } from '#lib/core/money.ts'

/** `[startsAt, endsAt)` in ms since the epoch. */
export type Span = { startsAt: number; endsAt: number }

/** The exact part of `whole` that falls on the stretch of the period before `at`. */
function before(whole: Exact, period: Span, at: number): Exact {
  const clamped = Math.min(Math.max(at, period.startsAt), period.endsAt)
  return whole.mul(clamped - period.startsAt).div(period.endsAt - period.startsAt)
}

/**
 * The part of an amount of whole minor units that falls on a stretch of its period, to the second and further. Parts are
 * differences of rounded running totals, so however a period is split, its parts sum to the whole.
 */
export function prorateAmount(amount: number, period: Span, part: Span): bigint {
  const whole = new Exact(amount)
  return toMinor(before(whole, period, part.endsAt)) - toMinor(before(whole, period, part.startsAt))
}

/** The same for units, rounded down as they add up: a plan that holds for the whole period has all of them. */
export function prorateUnits(units: number, period: Span, part: Span): Exact {
  const whole = new Exact(units)
  return before(whole, period, part.endsAt)
    .floor()
    .sub(before(whole, period, part.startsAt).floor())
}
