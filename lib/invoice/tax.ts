import { TaxRates } from '#lib/billing-settings/schema.ts'
import { Exact, toMinor } from '#lib/core/money.ts'
import type { ExpectedTax } from './schema/invoice.ts'

type Party = { country: string; taxId: string }
type Seller = Pick<Party, 'country'> & { taxRates: unknown }

export type Tax = ExpectedTax

/**
 * Which tax a customer pays: the rate of its country. None where no rate is set for it, and none by reverse charge: a
 * customer with a tax id in another country than the seller's pays it there itself. A customer whose country is not
 * known counts as one of the seller's.
 */
export function taxFor(seller: Seller, buyer: Party): Tax {
  const country = buyer.country || seller.country
  const isAbroad = seller.country !== '' && country !== seller.country
  if (isAbroad && buyer.taxId !== '') return { ratePercent: '0', isReverseCharge: true }
  const rate = TaxRates.parse(seller.taxRates).find((candidate) => candidate.country === country)
  return { ratePercent: new Exact(rate?.ratePercent ?? 0).toFixed(), isReverseCharge: false }
}

/** The tax on an amount of minor units, rounded once. */
export const taxOn = (subtotal: bigint, { ratePercent }: Pick<Tax, 'ratePercent'>): bigint =>
  toMinor(new Exact(subtotal.toString()).mul(ratePercent).div(100))
