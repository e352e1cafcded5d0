import { configChange } from '#lib/core/config-change.ts'
import type { Transaction } from '#lib/core/db.ts'

/**
 * Records that gateways must hear of a change of the API, when they serve it: it is part of a product that has been
 * published. Returns the revision, or null when no gateway is concerned.
 */
export async function apiConfigChange(
  tx: Transaction,
  apiId: string,
  auditEntryId: string,
): Promise<number | null> {
  const offeredCount = await tx.apiProductApi.count({
    where: { apiId, product: { status: { not: 'draft' } } },
  })
  return offeredCount === 0 ? null : configChange(tx, { touched: [{ kind: 'api', id: apiId }], auditEntryId })
}
