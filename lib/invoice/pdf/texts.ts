import { Exact, formatMoney } from '#lib/core/money.ts'
import type { InvoiceDetail, InvoiceLineItem } from '../schema/invoice.ts'

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const number = new Intl.NumberFormat('en')

export const dayText = (at: Date | null): string => (at ? day.format(at) : '')
export const spanText = (from: Date, to: Date): string =>
  +from === +to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`
export const countText = (quantity: string): string => number.format(BigInt(quantity))

/** How a line's amount came about, in one sentence a step. */
export function calculationTexts({ calculation, unit }: InvoiceLineItem, currency: string): string[] {
  const { included, steps = [], fee, share, minimum, usage } = calculation
  const units = (count: string) => `${countText(count)} ${unit}${count === '1' ? '' : 's'}`
  const texts = steps.map((step) => {
    const flat = new Exact(step.flatFee).isZero() ? '' : ` + ${formatMoney(step.flatFee, currency)}`
    return `${countText(step.units)} × ${formatMoney(step.unitPrice, currency)}${flat}`
  })
  if (included && included !== '0') texts.unshift(`${units(included)} free of charge`)
  if (fee && share) texts.push(`${share} % of ${formatMoney(fee, currency)}`)
  if (minimum && usage)
    texts.push(`Minimum ${formatMoney(minimum, currency)}, usage ${formatMoney(usage, currency)}`)
  return texts
}

type Party = InvoiceDetail['parties']['buyer']

/** A party as an address block. */
export const partyLines = ({ name, legalName, address, country, taxId, email }: Party): string[] =>
  [legalName || name, ...address.split('\n'), country, taxId && `Tax id ${taxId}`, email].filter(
    (text) => text.trim() !== '',
  )
