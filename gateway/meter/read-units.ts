import type { UsageRecord } from '#gateway-sync/contract/index.ts'

const UNITS_MAX = 1_000_000_000

/** Why a reported number is none. */
export type Oddity = NonNullable<UsageRecord['odd']>[string]

/** A number that an upstream reports in a header: whole, from 0 to 1,000,000,000; or why it is no such number. */
export function readUnits(value: string | string[] | undefined): number | Oddity {
  if (value === undefined) return 'missing'
  if (typeof value !== 'string') return 'not_a_number'
  const text = value.trim()
  if (/^-\d+$/.test(text)) return 'negative'
  if (!/^\d+$/.test(text)) return 'not_a_number'
  const units = Number(text)
  return units > UNITS_MAX ? 'too_large' : units
}
