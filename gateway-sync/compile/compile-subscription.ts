import type { SubscriptionRow } from '../load/rows.ts'
import type { Candidate } from './candidate.ts'

/** A subscription in whatever state, so that a refusal can say why; null while its product is a draft. */
export function compileSubscription(row: SubscriptionRow): Candidate | null {
  if (row.productStatus === 'draft') return null
  const { id, planId, applicationId, organizationId, status } = row
  return { kind: 'subscription', spec: { id, planId, applicationId, organizationId, status } }
}
