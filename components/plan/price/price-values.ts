import { z } from 'zod'
import {
  type Charge,
  type PriceModel,
  Pricing,
  type PricingInput,
  type Tier,
} from '#lib/billing/schema/pricing.ts'
import { fromMajorText, toMajorText } from '#lib/core/money.ts'

/** What was typed: checked by the price's own rules, so anything may stand here meanwhile. */
const typedNumber = z.custom<number | undefined>(() => true)

const TierValues = z.object({ upTo: typedNumber, unitPrice: z.string(), flatFee: z.string() })
const ChargeValues = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  meter: z.enum(['requests', 'response_bytes', 'upstream_header']),
  statuses: z.array(z.enum(['2xx', '3xx', '4xx', '5xx'])),
  defaultWeight: typedNumber,
  weights: z.array(z.object({ operation: z.string(), weight: typedNumber })),
  header: z.string(),
  included: typedNumber,
  model: z.enum(['per_unit', 'package', 'graduated', 'volume']),
  unitPrice: z.string(),
  size: typedNumber,
  packagePrice: z.string(),
  tiers: z.array(TierValues),
})
export type ChargeValues = z.infer<typeof ChargeValues>

export const PriceValues = z.object({
  currency: z.string(),
  interval: z.enum(['month', 'year']),
  recurringFee: z.string(),
  setupFee: z.string(),
  minimumCharge: z.string(),
  trial: z.enum(['none', 'days', 'units']),
  trialAmount: typedNumber,
  isPrepaid: z.boolean(),
  charges: z.array(ChargeValues),
})
export type PriceValues = z.infer<typeof PriceValues>

/** Amounts are typed in major units; what cannot be read becomes what the price's rules refuse. */
const minor = (text: string, currency: string): number =>
  Number(readAmount(text === '' ? '0' : text, currency) ?? Number.NaN)
const unitPrice = (text: string, currency: string): string => readAmount(text, currency) ?? ''

function readAmount(text: string, currency: string): string | null {
  try {
    return fromMajorText(text, currency)
  } catch {
    // A currency that is being typed is none yet.
    return null
  }
}

function toPrice(values: ChargeValues, currency: string): z.input<typeof PriceModel> {
  const { model, size, packagePrice, tiers } = values
  if (model === 'per_unit') return { kind: model, unitPrice: unitPrice(values.unitPrice, currency) }
  if (model === 'package')
    return { kind: model, size: size as number, packagePrice: minor(packagePrice, currency) }
  return {
    kind: model,
    tiers: tiers.map((tier, index) => ({
      upTo: index === tiers.length - 1 ? null : (tier.upTo as number),
      unitPrice: unitPrice(tier.unitPrice, currency),
      flatFee: minor(tier.flatFee, currency),
    })),
  }
}

function toMeter(values: ChargeValues): z.input<typeof Charge>['meter'] {
  const { meter: kind, statuses, header, defaultWeight, weights } = values
  if (kind === 'response_bytes') return { kind, statuses }
  if (kind === 'upstream_header') return { kind, statuses, header }
  return {
    kind,
    statuses,
    defaultWeight: defaultWeight as number,
    weights: Object.fromEntries(weights.map(({ operation, weight }) => [operation, weight as number])),
  }
}

/** The price that the form's fields mean. */
export function toPricing(values: PriceValues): PricingInput {
  const { currency, interval, isPrepaid, trial, trialAmount } = values
  return {
    currency,
    interval,
    isPrepaid,
    recurringFee: minor(values.recurringFee, currency),
    setupFee: minor(values.setupFee, currency),
    minimumCharge: minor(values.minimumCharge, currency),
    trial:
      trial === 'none'
        ? null
        : trial === 'days'
          ? { kind: 'days', days: trialAmount as number }
          : { kind: 'units', units: trialAmount as number },
    charges: values.charges.map((charge) => ({
      key: charge.key,
      name: charge.name,
      unit: charge.unit,
      included: charge.included ?? 0,
      meter: toMeter(charge),
      price: toPrice(charge, currency),
    })),
  }
}

/** Where the form shows what the price's rules say about a place in it. */
export function formPath(path: readonly PropertyKey[]): PropertyKey[] {
  if (path[0] === 'trial') return path.length === 1 ? ['trial'] : ['trialAmount']
  if (path[0] !== 'charges' || path.length < 3) return [...path]
  const [charges, index, part, ...rest] = path
  if (part === 'price') return [charges!, index!, ...(rest.length === 0 ? ['model'] : rest)]
  if (part === 'meter') return [charges!, index!, ...(rest.length === 0 ? ['meter'] : rest)]
  return [...path]
}

/** A price as far as it is sound already; null while it is not. */
export const readPricing = (values: PriceValues): Pricing | null =>
  Pricing.safeParse(toPricing(values)).data ?? null

export const newTier = (): ChargeValues['tiers'][number] => ({ upTo: undefined, unitPrice: '', flatFee: '' })

/** A charge to begin with: each request at a price, whatever the answer below 500. */
export const newCharge = (key = 'requests', name = 'Requests'): ChargeValues => ({
  key,
  name,
  unit: 'request',
  meter: 'requests',
  statuses: ['2xx', '3xx', '4xx'],
  defaultWeight: 1,
  weights: [],
  header: '',
  included: 0,
  model: 'per_unit',
  unitPrice: '',
  size: 1000,
  packagePrice: '',
  tiers: [newTier(), newTier()],
})

const text = (amount: number | string, currency: string): string =>
  Number(amount) === 0 ? '' : toMajorText(amount, currency)

const tierValues = ({ upTo, unitPrice, flatFee }: Tier, currency: string) => ({
  upTo: upTo ?? undefined,
  unitPrice: toMajorText(unitPrice, currency),
  flatFee: text(flatFee, currency),
})

function chargeValues({ price, meter, ...charge }: Charge, currency: string): ChargeValues {
  return {
    ...newCharge(),
    ...charge,
    meter: meter.kind,
    statuses: meter.statuses,
    ...(meter.kind === 'upstream_header' && { header: meter.header }),
    ...(meter.kind === 'requests' && {
      defaultWeight: meter.defaultWeight,
      weights: Object.entries(meter.weights).map(([operation, weight]) => ({ operation, weight })),
    }),
    model: price.kind,
    ...(price.kind === 'per_unit' && { unitPrice: toMajorText(price.unitPrice, currency) }),
    ...(price.kind === 'package' && {
      size: price.size,
      packagePrice: toMajorText(price.packagePrice, currency),
    }),
    ...('tiers' in price && { tiers: price.tiers.map((tier) => tierValues(tier, currency)) }),
  }
}

/** The fields for a price that is there, or for a new one. */
export function toPriceValues(pricing: Pricing | null): PriceValues {
  const { currency, interval, isPrepaid, trial } = pricing ?? {
    currency: 'EUR',
    interval: 'month' as const,
    isPrepaid: false,
    trial: null,
  }
  return {
    currency,
    interval,
    isPrepaid,
    recurringFee: text(pricing?.recurringFee ?? 0, currency),
    setupFee: text(pricing?.setupFee ?? 0, currency),
    minimumCharge: text(pricing?.minimumCharge ?? 0, currency),
    trial: trial?.kind ?? 'none',
    trialAmount: trial === null ? undefined : trial.kind === 'days' ? trial.days : trial.units,
    charges: pricing ? pricing.charges.map((charge) => chargeValues(charge, currency)) : [newCharge()],
  }
}
