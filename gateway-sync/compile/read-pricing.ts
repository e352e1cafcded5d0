import { Pricing } from '#lib/billing/schema/pricing.ts'

/** A stored price, or what is wrong with it. Neither for a free plan. */
export type ReadPricing = { pricing?: Pricing; problem?: string }

/** Reads a price as it was stored. One that is not sound is a problem: without its meters nothing would be counted. */
export function readPricing(stored: unknown): ReadPricing {
  if (stored === null || stored === undefined) return {}
  const parsed = Pricing.safeParse(stored)
  if (parsed.success) return { pricing: parsed.data }
  const issue = parsed.error.issues[0]!
  return { problem: `${['pricing', ...issue.path].join('.')}: ${issue.message}` }
}
