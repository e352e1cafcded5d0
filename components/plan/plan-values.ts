import { z } from 'zod'
import { CreatePlan, type OfferedTerms, type PlanOffer } from '#lib/plan/schema.ts'
import { formPath, PriceValues, readPricing, toPriceValues, toPricing } from './price/price-values.ts'

const UNIT_SECONDS = { second: 1, minute: 60, hour: 3_600 } as const
export type WindowUnit = keyof typeof UNIT_SECONDS

/** What was typed as a number: checked by the plan's own rules, so anything may stand here meanwhile. */
const typedNumber = z.custom<number | undefined>(() => true)

const Values = z.object({
  name: z.string(),
  description: z.string(),
  approval: z.enum(['automatic', 'manual']),
  hasRateLimit: z.boolean(),
  rateLimit: z.object({ requests: typedNumber, burst: typedNumber }),
  window: z.object({ count: typedNumber, unit: z.enum(['second', 'minute', 'hour']) }),
  hasPrice: z.boolean(),
  price: PriceValues,
  hasQuota: z.boolean(),
  quota: z.object({
    requests: typedNumber,
    period: z.enum(['day', 'month']),
    mode: z.enum(['hard', 'soft']),
  }),
})
export type PlanValues = z.infer<typeof Values>

const Terms = CreatePlan.omit({ productId: true })
/** What a plan says, without the product it belongs to. */
export type PlanTermsInput = z.input<typeof Terms>

/** The plan that the form's fields mean; `count` units of the window become seconds. */
export function toTerms(values: PlanValues): PlanTermsInput {
  const { name, description, approval, hasRateLimit, rateLimit, window, hasQuota, quota } = values
  const { hasPrice, price } = values
  const windowSeconds = (window.count ?? Number.NaN) * UNIT_SECONDS[window.unit]
  return {
    name,
    description,
    approval,
    rateLimit: hasRateLimit
      ? { requests: rateLimit.requests as number, windowSeconds, burst: rateLimit.burst }
      : null,
    quota: hasQuota ? { ...quota, requests: quota.requests as number } : null,
    pricing: hasPrice ? toPricing(price) : null,
  }
}

/** Where the form shows what is said about a place in the plan. */
function fieldOf(path: readonly PropertyKey[]): PropertyKey[] {
  if (path.at(-1) === 'windowSeconds') return ['window', 'count']
  return path[0] === 'pricing' ? ['price', ...formPath(path.slice(1))] : [...path]
}

/** The verb's answer about a plan's places as one about the form's fields. */
export function toFieldErrors(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, message]) => [
      fieldOf(path.split('.')).map(String).join('.'),
      message,
    ]),
  )
}

/** The form's schema: the verb's own rules, told at the form's fields. */
export const PlanForm = Values.superRefine((values, context) => {
  const parsed = Terms.safeParse(toTerms(values))
  for (const { message, path } of parsed.error?.issues ?? []) {
    context.addIssue({ code: 'custom', message, path: fieldOf(path) })
  }
})

/** The largest unit that the window is a whole number of. */
function toWindow(seconds: number): PlanValues['window'] {
  const units = ['hour', 'minute', 'second'] as const
  const unit = units.find((name) => seconds % UNIT_SECONDS[name] === 0) ?? 'second'
  return { count: seconds / UNIT_SECONDS[unit], unit }
}

/** The fields for a plan that is there, or for a new one. */
export function toValues(plan: PlanOffer | null): PlanValues {
  const { rateLimit, quota } = plan ?? { rateLimit: { requests: 60, windowSeconds: 60 }, quota: null }
  return {
    name: plan?.name ?? '',
    description: plan?.description ?? '',
    approval: plan?.approval ?? 'automatic',
    hasRateLimit: rateLimit !== null,
    rateLimit: { requests: rateLimit?.requests ?? 60, burst: rateLimit?.burst },
    window: toWindow(rateLimit?.windowSeconds ?? 60),
    hasPrice: (plan?.pricing ?? null) !== null,
    price: toPriceValues(plan?.pricing ?? null),
    hasQuota: quota !== null,
    quota: {
      requests: quota?.requests ?? 10_000,
      period: quota?.period ?? 'month',
      mode: quota?.mode ?? 'hard',
    },
  }
}

/** The limits as far as they make sense already: what cannot be read yet is left out of the preview. */
export function toPreview(values: PlanValues): OfferedTerms {
  const terms = toTerms(values)
  const { rateLimit, quota } = Terms.shape
  const limit = quota.safeParse(terms.quota).data
  return {
    name: terms.name.trim() || 'New plan',
    description: (terms.description ?? '').trim(),
    approval: terms.approval,
    rateLimit: rateLimit.safeParse(terms.rateLimit).data ?? null,
    quota: limit ? { ...limit, mode: limit.mode ?? 'hard' } : null,
    pricing: values.hasPrice ? readPricing(values.price) : null,
  }
}
