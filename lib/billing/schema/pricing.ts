import { z } from 'zod'
// Not the contract's index: what hashes keys is no browser's business.
import { BillingInterval } from '#gateway-sync/contract/billing-period.ts'
import { type Meter, StatusClass } from '#gateway-sync/contract/resource.ts'

/** What a plan costs and what of its use is counted: one object, stored with the plan and compiled for its gateways. */

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** ISO 4217, upper case. */
export const Currency = z
  .string('Choose a currency')
  .refine((code) => currencies.has(code), 'Not a currency we know')

/** Whole minor units (cents). */
export const MinorAmount = z
  .int('Enter an amount of whole cents')
  .min(0, 'Enter 0 or more')
  .max(100_000_000_000, 'Enter at most 1,000,000,000.00')

/** Minor units with decimals, as text: `0.25` is a quarter of a cent a unit. */
export const UnitPrice = z
  .string('Enter a price')
  .regex(/^\d{1,9}(\.\d{1,12})?$/, 'Enter a price of 0 or more, with at most 12 decimals of a cent')

const units = z
  .int('Enter a whole number')
  .min(1, 'Enter 1 or more')
  .max(1_000_000_000_000, 'Enter at most 1,000,000,000,000')

/** A step of a tiered price: units above the step before and up to `upTo`; null for the last, which has no end. */
export const Tier = z.object({
  upTo: units.nullable(),
  unitPrice: UnitPrice,
  flatFee: MinorAmount.default(0),
})
export type Tier = z.infer<typeof Tier>

const tiers = z
  .array(Tier)
  .min(1, 'Add a tier')
  .max(20, 'Use 20 tiers at most')
  .superRefine((list, context) => {
    list.forEach((tier, index) => {
      const isLast = index === list.length - 1
      const before = index === 0 ? 0 : (list[index - 1]!.upTo ?? 0)
      const fault = isLast
        ? tier.upTo !== null && 'The last tier has no end: leave it empty'
        : tier.upTo === null
          ? 'Only the last tier may have no end'
          : tier.upTo <= before && `Must be more than the tier before, which ends at ${before}`
      if (fault) context.addIssue({ code: 'custom', path: [index, 'upTo'], message: fault })
    })
  })

/** How a quantity of a charge becomes an amount, beyond what is included. */
export const PriceModel = z.discriminatedUnion('kind', [
  /** Each unit costs the same. */
  z.object({ kind: z.literal('per_unit'), unitPrice: UnitPrice }),
  /** Units are sold in packages; one that is begun is paid. */
  z.object({ kind: z.literal('package'), size: units, packagePrice: MinorAmount }),
  /** Units of each tier cost that tier's price. */
  z.object({ kind: z.literal('graduated'), tiers }),
  /** All units cost the price of the tier that the last one lies in. */
  z.object({ kind: z.literal('volume'), tiers }),
])
export type PriceModel = z.infer<typeof PriceModel>

const ALL_ANSWERED: StatusClass[] = ['2xx', '3xx', '4xx', '5xx']
const statuses = z.array(StatusClass).min(1, 'Choose at least one').max(4).default(ALL_ANSWERED)
const weight = z
  .int('Enter a whole number')
  .min(0, 'Enter 0 or more')
  .max(1_000_000, 'Enter 1,000,000 at most')

/** What a charge counts; as the contract's Meter, without its key. */
export const ChargeMeter = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('requests'),
    statuses,
    /** Weight by operation id; others count `defaultWeight`; 0 is not billable. */
    weights: z.record(z.string().max(64), weight).default({}),
    defaultWeight: weight.default(1),
  }),
  z.object({ kind: z.literal('response_bytes'), statuses }),
  z.object({
    kind: z.literal('upstream_header'),
    statuses,
    header: z
      .string('Name the header')
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9!#$%&'*+.^_`|~-]{1,128}$/, 'Not a header name'),
  }),
])
export type ChargeMeter = z.infer<typeof ChargeMeter>

export const Charge = z.object({
  /** Names the charge in usage and on invoices, for good. */
  key: z
    .string('Give the charge a key')
    .regex(/^[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?$/, 'Use lower-case letters, digits, - and _, 40 at most'),
  name: z.string('Name the charge').trim().min(1, 'Name the charge').max(80, 'Use 80 characters at most'),
  /** What one unit is called, singular: `request`, `megabyte`, `token`. */
  unit: z.string().trim().min(1, 'Name the unit').max(40, 'Use 40 characters at most').default('request'),
  meter: ChargeMeter,
  /** Units of each billing period that cost nothing more. */
  included: z.int('Enter a whole number').min(0, 'Enter 0 or more').max(1_000_000_000_000).default(0),
  price: PriceModel,
})
export type Charge = z.infer<typeof Charge>

/** Days before the first fee and charge, or units of the first charge that are free once. */
export const Trial = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('days'),
    days: z.int().min(1, 'Enter 1 or more').max(365, 'Enter 365 at most'),
  }),
  z.object({ kind: z.literal('units'), units }),
])
export type Trial = z.infer<typeof Trial>

/** A plan's price. A plan without one is free and counts nothing. */
export const Pricing = z
  .object({
    currency: Currency,
    /** Length of the billing period. */
    interval: BillingInterval,
    /** Each period, in advance. */
    recurringFee: MinorAmount.default(0),
    /** Once, with the first invoice. */
    setupFee: MinorAmount.default(0),
    /** Least that usage of a period costs; the rest is a line of its own. */
    minimumCharge: MinorAmount.default(0),
    trial: Trial.nullish().transform((trial) => trial ?? null),
    /** Usage is paid from credits bought before; at zero the gateway refuses. */
    isPrepaid: z.boolean().default(false),
    charges: z.array(Charge).max(20, 'Use 20 charges at most').default([]),
  })
  .superRefine((pricing, context) => {
    const fault = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    const keys = new Set<string>()
    pricing.charges.forEach((charge, index) => {
      if (keys.has(charge.key)) fault(['charges', index, 'key'], 'Another charge has this key')
      keys.add(charge.key)
      if (pricing.isPrepaid && charge.price.kind === 'volume')
        fault(
          ['charges', index, 'price'],
          'A prepaid plan cannot have volume tiers: its cost could fall as use grows',
        )
    })
    if (pricing.isPrepaid && pricing.charges.length === 0) fault(['charges'], 'A prepaid plan needs a charge')
    if (pricing.isPrepaid && pricing.trial?.kind === 'days')
      fault(['trial'], 'A prepaid plan has no trial days: use free units, or grant credits')
    if (pricing.isPrepaid && pricing.minimumCharge > 0)
      fault(['minimumCharge'], 'A prepaid plan has no minimum charge')
    if (pricing.minimumCharge > 0 && pricing.charges.length === 0)
      fault(['minimumCharge'], 'A minimum charge needs a charge')
    if (pricing.trial?.kind === 'units' && pricing.charges.length === 0)
      fault(['trial'], 'Free units need a charge')
    if (isFree(pricing)) fault(['recurringFee'], 'Nothing costs anything: make the plan free instead')
  })
export type Pricing = z.infer<typeof Pricing>
export type PricingInput = z.input<typeof Pricing>

function isFree({
  recurringFee,
  setupFee,
  minimumCharge,
  charges,
}: {
  recurringFee: number
  setupFee: number
  minimumCharge: number
  charges: Charge[]
}): boolean {
  return (
    recurringFee === 0 &&
    setupFee === 0 &&
    minimumCharge === 0 &&
    charges.every(({ price }) => isFreePrice(price))
  )
}

/** Also asked of what is no number: it was refused at its field, and is not free. */
const isZeroText = (text: string): boolean => /^0+(\.0+)?$/.test(text)

/** True when no quantity costs anything. */
export function isFreePrice(price: PriceModel): boolean {
  if (price.kind === 'per_unit') return isZeroText(price.unitPrice)
  if (price.kind === 'package') return price.packagePrice === 0
  return price.tiers.every((tier) => tier.flatFee === 0 && isZeroText(tier.unitPrice))
}

/** The meters that a plan's gateways count by. */
export function metersOf(pricing: Pick<Pricing, 'charges'>): Meter[] {
  return pricing.charges.map(({ key, meter }) => ({ key, ...meter }))
}
