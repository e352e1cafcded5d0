import { createHash } from 'node:crypto'
import type { PlanOffer } from './schema.ts'

/** Names a plan's terms: what a person agreed to has one digest, and any other terms have another. */
export function termsDigest({ id, rateLimit, quota, pricing }: PlanOffer): string {
  return createHash('sha256')
    .update(JSON.stringify([id, rateLimit, quota, pricing]))
    .digest('hex')
    .slice(0, 16)
}
