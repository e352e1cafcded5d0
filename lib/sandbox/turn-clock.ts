import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import type { Touched } from '#lib/core/config-change.ts'
import type { Transaction } from '#lib/core/db.ts'

/**
 * Turns a sandbox's clock on, in the caller's transaction; the organization is locked. Answers what gateways know by it:
 * live subscriptions, and keys that expire.
 */
export async function turnClock(tx: Transaction, organizationId: string, byMs: number): Promise<Touched[]> {
  await tx.organization.update({
    where: { id: organizationId },
    data: { clockOffsetMs: { increment: byMs } },
  })
  const subscriptions = await tx.subscription.findMany({
    where: { application: { organizationId }, status: LIVE_SUBSCRIPTION },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  const credentials = await tx.credential.findMany({
    where: { application: { organizationId }, revokedAt: null, expiresAt: { not: null } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return [
    ...subscriptions.map(({ id }) => ({ kind: 'subscription' as const, id })),
    ...credentials.map(({ id }) => ({ kind: 'credential' as const, id })),
  ]
}
