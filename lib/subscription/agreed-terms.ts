import type { PlanOffer } from '#lib/plan/schema.ts'
import { termsDigest } from '#lib/plan/terms-digest.ts'

/** Names what a person agrees to who subscribes: the plan's terms, and whether its trial's days come before the first fee. */
export const agreedTerms = (offer: PlanOffer, hasTrial: boolean): string =>
  `${termsDigest(offer)}${offer.pricing?.trial?.kind === 'days' && hasTrial ? '-trial' : ''}`
