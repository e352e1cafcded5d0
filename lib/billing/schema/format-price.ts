import { formatMoney } from '#lib/core/money.ts'
import { type Charge, isFreePrice, type PriceModel, type Pricing, type Tier } from './pricing.ts'

/** Prices in words, for cards, lists and previews. */

const number = new Intl.NumberFormat('en')

const article = (word: string): string => (/^[aeiou]/i.test(word) ? 'an' : 'a')
const plural = (unit: string): string => (unit.endsWith('s') ? unit : `${unit}s`)

/** `1 request`, `10,000 requests`. */
export const formatUnits = (quantity: number | string, unit: string): string =>
  `${number.format(BigInt(quantity))} ${String(quantity) === '1' ? unit : plural(unit)}`

/** `first 1,000`, `1,001 to 5,000`, `beyond 5,000`. */
function formatRange({ upTo }: Tier, before: number | null): string {
  if (upTo === null) return before === null ? 'all' : `beyond ${number.format(before)}`
  return before === null
    ? `first ${number.format(upTo)}`
    : `${number.format(before + 1)} to ${number.format(upTo)}`
}

/** A tiered price step by step: `first 1,000: €0.01 each`, `beyond 1,000: €0.005 each + €5.00`. */
export function formatTiers(tiers: readonly Tier[], currency: string): string[] {
  return tiers.map((tier, index) => {
    const range = formatRange(tier, tiers[index - 1]?.upTo ?? null)
    const flat = tier.flatFee > 0 ? ` + ${formatMoney(tier.flatFee, currency)}` : ''
    return `${range}: ${formatMoney(tier.unitPrice, currency)} each${flat}`
  })
}

/** A price as what stands large on a card, and what it is for. */
export type Headline = { amount: string; per: string }

function splitModel(price: PriceModel, unit: string, currency: string): Headline {
  const money = (amount: number | string) => formatMoney(amount, currency)
  const per = `${article(unit)} ${unit}`
  if (price.kind === 'per_unit') return { amount: money(price.unitPrice), per }
  if (price.kind === 'package')
    return { amount: money(price.packagePrice), per: `for each ${formatUnits(price.size, unit)}` }
  const first = money(price.tiers[0]!.unitPrice)
  const last = money(price.tiers.at(-1)!.unitPrice)
  return { amount: first === last ? first : `${first} to ${last}`, per }
}

function formatModel(price: PriceModel, unit: string, currency: string): string {
  const { amount, per } = splitModel(price, unit, currency)
  return `${amount} ${per}`
}

/** `€0.002 a request beyond 10,000`; `€5.00 for each 1,000 requests`; `€0.01 to €0.002 a request`. */
export function formatCharge({ price, unit, included }: Charge, currency: string): string {
  const model = formatModel(price, unit, currency)
  return included > 0 ? `${model} beyond ${number.format(included)}` : model
}

/** `14 days free`, `first 1,000 requests free`; null without a trial. */
export function formatTrial({ trial, charges }: Pricing): string | null {
  if (!trial) return null
  if (trial.kind === 'days') return `${trial.days === 1 ? '1 day' : `${number.format(trial.days)} days`} free`
  return `first ${formatUnits(trial.units, charges[0]?.unit ?? 'unit')} free`
}

/** What comes once, at least, or before, beside fee and charges: `€50.00 once, at the start`, `Prepaid: …`. */
export function formatFixed({ currency, interval, setupFee, minimumCharge, isPrepaid }: Pricing): string[] {
  return [
    setupFee > 0 ? `${formatMoney(setupFee, currency)} once, at the start` : '',
    minimumCharge > 0 ? `Usage costs at least ${formatMoney(minimumCharge, currency)} a ${interval}` : '',
    isPrepaid ? 'Prepaid: usage is paid from credits that are bought before' : '',
  ].filter(Boolean)
}

/**
 * A price at first sight: the fee, `€49.00` `a month`; without one the first charge, `€0.002` `a request`; else what is
 * paid at the start or at least. `Free` for none.
 */
export function formatHeadline(pricing: Pricing | null): Headline {
  if (!pricing) return { amount: 'Free', per: '' }
  const { currency, interval, recurringFee, setupFee, minimumCharge, charges } = pricing
  if (recurringFee > 0) return { amount: formatMoney(recurringFee, currency), per: `a ${interval}` }
  const charge = charges.find(({ price }) => !isFreePrice(price))
  if (charge) return splitModel(charge.price, charge.unit, currency)
  if (minimumCharge > 0)
    return { amount: formatMoney(minimumCharge, currency), per: `a ${interval} at least` }
  return { amount: formatMoney(setupFee, currency), per: 'once' }
}

/**
 * A price in one line: `€49.00 a month + €0.002 a request beyond 10,000`; `Free` for none. Set-up fee and minimum follow:
 * `…, €50.00 once`, `…, at least €5.00 a month`.
 */
export function formatPrice(pricing: Pricing | null): string {
  if (!pricing) return 'Free'
  const { currency, interval, recurringFee, setupFee, minimumCharge, charges, isPrepaid } = pricing
  const fee = recurringFee > 0 ? [`${formatMoney(recurringFee, currency)} a ${interval}`] : []
  const main = [...fee, ...charges.map((charge) => formatCharge(charge, currency))].join(' + ')
  const further = [
    setupFee > 0 ? `${formatMoney(setupFee, currency)} once` : '',
    minimumCharge > 0 ? `at least ${formatMoney(minimumCharge, currency)} a ${interval}` : '',
    isPrepaid ? 'prepaid' : '',
  ]
  return [main, ...further].filter(Boolean).join(', ')
}
