import { Exact, toMajorText } from '#lib/core/money.ts'
import type { RevenueRow } from '#lib/revenue/schema.ts'

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-11` as `Nov 2026`. */
export const monthLabel = (key: string): string => `${names[Number(key.slice(5)) - 1]} ${key.slice(0, 4)}`

/** The months that a span touches, in order: `2026-09`, `2026-10`, `2026-11`. `to` itself is not part of it. */
export function monthsOf(from: string, to: string): string[] {
  const [start, last] = [new Date(from), new Date(Date.parse(to) - 1)]
  const count =
    (last.getUTCFullYear() - start.getUTCFullYear()) * 12 + last.getUTCMonth() - start.getUTCMonth() + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + index)).toISOString().slice(0, 7),
  )
}

/** Major units, as charts draw them. Exact up to 15 digits; tables beside a chart write the exact amount. */
export const toMajor = (minor: bigint, currency: string): number => Number(toMajorText(minor, currency))

export type MonthOfRevenue = {
  x: string
  recurring: number
  usage: number
  setup: number
  credits: number
}

/** One currency's months in major units; a month without an invoice is zero, not left out. */
export function revenueSeries(
  rows: readonly RevenueRow[],
  { currency, from, to }: { currency: string; from: string; to: string },
): MonthOfRevenue[] {
  const byMonth = new Map(rows.filter((row) => row.currency === currency).map((row) => [row.key, row]))
  return monthsOf(from, to).map((key) => {
    const row = byMonth.get(key)
    const major = (field: 'recurring' | 'usage' | 'setup' | 'credits') =>
      toMajor(row?.[field] ?? 0n, currency)
    return {
      x: monthLabel(key),
      recurring: major('recurring'),
      usage: major('usage'),
      setup: major('setup'),
      credits: major('credits'),
    }
  })
}

/** `12.5 %` of a total; a dash where there is none to be part of. */
export function shareOf(part: bigint, total: bigint): string {
  if (total <= 0n) return '–'
  return `${new Exact(part.toString()).mul(100).div(total.toString()).toDecimalPlaces(1)} %`
}
