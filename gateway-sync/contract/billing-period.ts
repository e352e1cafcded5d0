/**
 * Billing periods of a subscription: months or years counted from its anchor, in UTC. Written here because a gateway
 * must know where a budget's period ends, and the invoice must end at the same millisecond.
 */
import { z } from 'zod'

export const BillingInterval = z.enum(['month', 'year'])
export type BillingInterval = z.infer<typeof BillingInterval>

/** `[startsAt, endsAt)` in ms since the epoch; `name` is the start's hour, `2026-11-21T10`; `index` counts from 0. */
export interface BillingPeriod {
  index: number
  name: string
  startsAt: number
  endsAt: number
}

const HOUR_MS = 3_600_000

/** The whole hour at or before a moment: anchors and boundaries lie on it, so that sums by hour belong to one period. */
export const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS

/**
 * The anchor moved on by whole months. Where a month has no such day, its last day: counted from the anchor each time,
 * so 31 January gives 28 February and then 31 March.
 */
function monthsAfter(anchorAt: number, months: number): number {
  const anchor = new Date(anchorAt)
  const first = Date.UTC(anchor.getUTCFullYear(), anchor.getUTCMonth() + months, 1)
  const month = new Date(first)
  const days = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate()
  const day = Math.min(anchor.getUTCDate(), days)
  return first + (day - 1) * 86_400_000 + (anchorAt % 86_400_000)
}

/** The start of the `index`-th period; the anchor itself is the start of period 0. */
export function billingBoundary(anchorAt: number, interval: BillingInterval, index: number): number {
  return monthsAfter(hourOf(anchorAt), index * (interval === 'year' ? 12 : 1))
}

/** The period that `at` lies in; a moment before the anchor lies in period 0. */
export function billingPeriodOf(anchorAt: number, interval: BillingInterval, at: number): BillingPeriod {
  const months = interval === 'year' ? 12 : 1
  const from = new Date(hourOf(anchorAt))
  const to = new Date(at)
  const passed = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + (to.getUTCMonth() - from.getUTCMonth())
  let index = Math.max(0, Math.floor(passed / months))
  while (index > 0 && billingBoundary(anchorAt, interval, index) > at) index--
  const startsAt = billingBoundary(anchorAt, interval, index)
  const endsAt = billingBoundary(anchorAt, interval, index + 1)
  return { index, name: new Date(startsAt).toISOString().slice(0, 13), startsAt, endsAt }
}
