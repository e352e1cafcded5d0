import { z } from 'zod'
import { Pricing, Trial } from '#lib/billing/schema/pricing.ts'
import { Approval, QuotaMode, RateLimit } from '#lib/plan/schema.ts'

/** A price as it is stored: what was left out of the input has its default. */
export const PricingAnswer = z
  .object({ ...Pricing.shape, trial: Trial.nullable() })
  .meta({ id: 'Pricing', description: 'Amounts are minor units; unit prices are decimals of them, as text.' })

export const QuotaAnswer = z
  .object({
    requests: z.int(),
    period: z.enum(['day', 'month']),
    mode: QuotaMode.meta({
      description: 'hard: gateways refuse beyond it. soft: they serve on, and the customer is told.',
    }),
  })
  .meta({ id: 'Quota' })

/** Terms of a plan as it is offered, in every answer that shows one. */
export const planTerms = {
  id: z.string(),
  seriesId: z.string().meta({ description: 'Shared by all versions of a plan.' }),
  version: z.int(),
  name: z.string(),
  description: z.string(),
  rateLimit: RateLimit.nullable(),
  quota: QuotaAnswer.nullable(),
  pricing: PricingAnswer.nullable().meta({ description: 'Null: the plan is free.' }),
  approval: Approval,
  isClosed: z.boolean().meta({ description: 'Takes no new subscriptions.' }),
}
