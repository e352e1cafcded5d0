import { duration } from '#components/ui/time-format.ts'

/**
 * How values are written: `count` 1,204 · `ms` 84 ms · `share` 0.031 as 3.1 % · `bytes` 1.2 MB · money, in major units.
 */
export type ValueFormat = 'count' | 'ms' | 'share' | 'bytes' | { currency: string }

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

const money = (currency: string, notation?: 'compact') =>
  new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    ...(notation && { notation, maximumFractionDigits: 1 }),
  })

/** Exact, for tooltips and tables. */
export function formatValue(value: number, format: ValueFormat = 'count'): string {
  if (typeof format === 'object') return money(format.currency).format(value)
  if (format === 'share') return `${exact.format(value * 100)} %`
  if (format === 'ms') return value < 1000 ? `${exact.format(value)} ms` : duration(value)
  return format === 'bytes' ? formatBytes(value) : exact.format(value)
}

/** Short, for axes and tiles. */
export function formatShort(value: number, format: ValueFormat = 'count'): string {
  if (typeof format === 'object') return money(format.currency, 'compact').format(value)
  if (format === 'count') return compact.format(value)
  return format === 'ms' && value >= 10 ? duration(value) : formatValue(value, format)
}

/** 1,024 is 1 KB. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${exact.format(Math.round((bytes / 1024 ** power) * 10) / 10)} ${units[power]}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const dayMs = 86_400_000

/** A point in time on an axis, in UTC: the clock within a day or two, the date beyond. */
export function formatTick(at: number, spanMs: number): string {
  const date = new Date(at)
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`
  const clock = date.toISOString().slice(11, spanMs < 10 * 60_000 ? 19 : 16)
  return spanMs <= 2 * dayMs ? clock : day
}

/** A point in time in a tooltip or table. */
export function formatMoment(at: number, spanMs: number): string {
  const date = new Date(at)
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  return spanMs > 40 * dayMs ? day : `${day}, ${date.toISOString().slice(11, 16)} UTC`
}
