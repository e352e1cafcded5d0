import { DEFAULT_ENVIRONMENT_ID } from '#lib/core/config-change.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { isGatewayConnected } from '#lib/gateway/schema.ts'

/** A subscription that is not over; an application has at most one of them to a product. */
export const LIVE_SUBSCRIPTION = { in: ['pending', 'active', 'suspended'] }

/** A key that opens something at `now`. */
export const liveCredential = (now = new Date()): Prisma.CredentialWhereInput => ({
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
})

/** Where "today" begins, as quotas count it. */
export const utcMidnight = (now = new Date()): Date =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))

/** How many gateways must carry a change out, and how many of them can be told at once. */
export async function gatewayCount(
  environmentId = DEFAULT_ENVIRONMENT_ID,
): Promise<{ total: number; connected: number }> {
  const gateways = await db.gateway.findMany({
    where: { environmentId, removedAt: null },
    select: { connectedAt: true, disconnectedAt: true, lastSeenAt: true },
  })
  const now = new Date()
  return {
    total: gateways.length,
    connected: gateways.filter((gateway) => isGatewayConnected(gateway, now)).length,
  }
}
