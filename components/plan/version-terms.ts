import { formatCharge, formatTiers, formatTrial } from '#lib/billing/schema/format-price.ts'
import type { Charge, Pricing } from '#lib/billing/schema/pricing.ts'
import { formatMoney } from '#lib/core/money.ts'
import { formatApproval, formatQuota, formatRateLimit, type OfferedTerms } from '#lib/plan/schema.ts'

function chargeTerms(charge: Charge, currency: string) {
  const { name, meter, price } = charge
  const tiers = 'tiers' in price ? { tiers: formatTiers(price.tiers, currency) } : {}
  return { name, price: formatCharge(charge, currency), model: price.kind, ...tiers, counts: meter }
}

function priceTerms(pricing: Pricing) {
  const { currency, interval, recurringFee, setupFee, minimumCharge, isPrepaid, charges } = pricing
  const money = (amount: number) => formatMoney(amount, currency)
  return {
    currency,
    fee: `${money(recurringFee)} a ${interval}`,
    'set-up fee': money(setupFee),
    'minimum charge': `${money(minimumCharge)} a ${interval}`,
    trial: formatTrial(pricing) ?? 'none',
    prepaid: isPrepaid ? 'yes' : 'no',
    charges: Object.fromEntries(charges.map((charge) => [charge.key, chargeTerms(charge, currency)])),
  }
}

/** A version's terms as they are compared with another's: limits and prices in words, charges by their keys. */
export function versionTerms(plan: OfferedTerms) {
  return {
    name: plan.name,
    description: plan.description,
    'rate limit': formatRateLimit(plan.rateLimit),
    quota: formatQuota(plan.quota),
    approval: formatApproval(plan.approval),
    price: plan.pricing ? priceTerms(plan.pricing) : 'Free',
  }
}
