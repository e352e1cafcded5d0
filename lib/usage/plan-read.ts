import { invalidField } from '#lib/core/errors.ts'
import type { UsageGroup, UsageInterval } from './schema.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const stepMs: Record<UsageInterval, number> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS }

/** Single requests are read, to the millisecond, for ranges up to here that begin within the last two days. */
export const EXACT_RANGE_MS_MAX = 3 * HOUR_MS
const EXACT_AGE_MS_MAX = 2 * DAY_MS
const STATUS_RANGE_MS_MAX = DAY_MS
/** Longest range whose series over time is drawn by the hour. */
const HOURLY_RANGE_MS_MAX = 4 * DAY_MS
const POINTS_MAX = 2_000

/** How a question is answered: from which rows, between which moments, in which steps. */
export type ReadPlan = {
  source: 'decisions' | 'hours'
  from: Date
  to: Date
  interval: UsageInterval | null
}

function intervalOf(groupBy: UsageGroup, rangeMs: number, isExact: boolean): UsageInterval | null {
  if (groupBy === 'minute' || groupBy === 'hour' || groupBy === 'day') return groupBy
  if (groupBy !== 'time') return null
  if (isExact) return 'minute'
  return rangeMs <= HOURLY_RANGE_MS_MAX ? 'hour' : 'day'
}

const down = (at: number, step: number) => Math.floor(at / step) * step
const up = (at: number, step: number) => Math.ceil(at / step) * step

function checkRange(
  groupBy: UsageGroup,
  interval: UsageInterval | null,
  rangeMs: number,
  isExact: boolean,
): void {
  if (rangeMs <= 0) invalidField('to', 'Choose an end after the start.')
  if (groupBy === 'minute' && !isExact)
    invalidField('groupBy', 'Minutes are read for 3 hours or less of the last two days. Group by hour.')
  if (groupBy === 'status' && rangeMs > STATUS_RANGE_MS_MAX)
    invalidField('groupBy', 'Statuses are read for ranges of 24 hours or less. Choose a shorter range.')
  if (interval && rangeMs / stepMs[interval] > POINTS_MAX)
    invalidField('groupBy', `That is more than ${POINTS_MAX} points. Choose a shorter range or longer steps.`)
}

/**
 * Decides how to read. Recent ranges of up to three hours are read from single requests and hold exactly; others from
 * sums by hour, widened to whole hours. Throws `invalid_input` for ranges that cannot be answered.
 */
export function planRead(groupBy: UsageGroup, from: Date, to: Date, now = new Date()): ReadPlan {
  const rangeMs = to.getTime() - from.getTime()
  const isRecent = now.getTime() - from.getTime() <= EXACT_AGE_MS_MAX
  const isExact = rangeMs <= EXACT_RANGE_MS_MAX && isRecent
  const interval = intervalOf(groupBy, rangeMs, isExact)
  checkRange(groupBy, interval, rangeMs, isExact)
  if (isExact || groupBy === 'status') return { source: 'decisions', from, to, interval }
  return {
    source: 'hours',
    from: new Date(down(from.getTime(), HOUR_MS)),
    to: new Date(up(to.getTime(), HOUR_MS)),
    interval,
  }
}

/** The starts of all steps of a series, as keys. */
export function seriesKeys({ from, to, interval }: ReadPlan): string[] {
  if (!interval) return []
  const step = stepMs[interval]
  const keys: string[] = []
  for (let at = down(from.getTime(), step); at < to.getTime(); at += step)
    keys.push(new Date(at).toISOString())
  return keys
}
