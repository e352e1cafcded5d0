import type { PricingInput } from '#lib/billing/schema/pricing.ts'

/** Of `perRequest`, in cents. */
export const CENTS_A_REQUEST = 2

/** By the month, no fee: what is owed is what was used, to the cent. */
export const perRequest: PricingInput = {
  currency: 'EUR',
  interval: 'month',
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' },
      price: { kind: 'per_unit', unitPrice: String(CENTS_A_REQUEST) },
    },
  ],
}
