import { isDeepStrictEqual } from 'node:util'
import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, type Permission, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { type LockedProduct, lockProduct, productRecord } from './lock-product.ts'

/** What gateways know of a product that is not a draft. */
const enforced = ({ status, apis, corsOrigins, isCorsCredentialsAllowed }: LockedProduct) => ({
  isOffered: status !== 'draft',
  apiIds: apis.map(({ apiId }) => apiId).sort(),
  corsOrigins: [...corsOrigins].sort(),
  isCorsCredentialsAllowed,
})

/**
 * The frame of every verb that changes a product: lock it, let `work` write, and record what came of it. Nothing written
 * means no audit entry; nothing that gateways know of means no revision. `revision` is null for a draft, and the
 * product's last one when gateways need not be told.
 */
export async function changeProduct(
  actor: Actor,
  input: {
    id: string
    permission: Permission
    event: `product.${string}`
    work: (tx: Transaction, product: LockedProduct) => Promise<void>
  },
): Promise<{ product: LockedProduct; revision: number | null }> {
  const { id, permission, event, work } = input
  requireSignedIn(actor)
  return transaction(async (tx) => {
    const before = await lockProduct(tx, actor, id)
    const { organizationId } = before
    authorize(actor, permission, organizationId)
    await work(tx, before)
    const product = await lockProduct(tx, actor, id)
    const kept = async () => ({
      product,
      revision: product.status === 'draft' ? null : await lastRevisionOf(tx, id),
    })
    if (isDeepStrictEqual(before, product)) return kept()
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event,
      object: { kind: 'product', id, name: product.name },
      before: productRecord(before),
      after: productRecord(product),
    })
    if (product.status === 'draft' || isDeepStrictEqual(enforced(before), enforced(product))) return kept()
    return { product, revision: await configChange(tx, { touched: [{ kind: 'product', id }], auditEntryId }) }
  })
}
