import { Decimal } from 'decimal.js'

/**
 * Exact decimals for money and units: 40 significant digits, more than any sum of ours can need, so that nothing is
 * rounded before `toMinor`.
 */
export const Exact = Decimal.clone({
  precision: 40,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -30,
  toExpPos: 30,
})
export type Exact = Decimal

/**
 * The one place where money is rounded: an exact number of minor units to a whole one, halves away from zero. Every line
 * of an invoice is rounded once, and totals are sums of rounded lines.
 */
export function toMinor(amount: Decimal.Value): bigint {
  return BigInt(new Exact(amount).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toFixed(0))
}

/** Digits after the point of a currency's major unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

/**
 * `€12.34` from 1234 minor units; an exact amount keeps as many further digits as it has (`€0.0025` a request).
 */
export function formatMoney(minor: bigint | number | string, currency: string): string {
  const digits = minorDigits(currency)
  const major = new Exact(minor.toString()).div(new Exact(10).pow(digits))
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, Math.min(12, major.decimalPlaces())),
  }).format(major.toFixed() as `${number}`)
}

/** Minor units as a decimal text of major ones, `12.34`: for files and amounts in forms. */
export function toMajorText(minor: bigint | number | string, currency: string): string {
  const digits = minorDigits(currency)
  const major = new Exact(minor.toString()).div(new Exact(10).pow(digits))
  return major.toFixed(Math.max(digits, major.decimalPlaces()))
}

/** Exact minor units of an amount that a person typed in major ones; null when it is no number. */
export function fromMajorText(text: string, currency: string): string | null {
  const clean = text.trim().replaceAll(/[\s,_]/g, '')
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(clean)) return null
  return new Exact(clean).mul(new Exact(10).pow(minorDigits(currency))).toFixed()
}
