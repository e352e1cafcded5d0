import { authorize, organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, Prisma } from '#lib/core/db.ts'

type Wanted = { organizationId?: string; side?: 'provider' | 'consumer' }

/**
 * Which decisions the actor may read, as a condition on a table `d`: those of its applications, those at its APIs, and
 * for operators also those whose caller nobody knows.
 */
export function decisionsVisibleTo(actor: Actor, { organizationId, side }: Wanted = {}): Prisma.Sql {
  if (organizationId) authorize(actor, 'usage:read', organizationId)
  const own = organizationId ? [organizationId] : organizationIdsOf(actor)?.in
  if (!own) return Prisma.sql`true`
  const provided = Prisma.sql`d."apiId" IN (SELECT "id" FROM "api" WHERE "organizationId" = ANY(${own}::text[]))`
  const consumed = Prisma.sql`d."applicationId" IN (SELECT "id" FROM "application" WHERE "organizationId" = ANY(${own}::text[]))`
  if (side === 'provider') return provided
  if (side === 'consumer') return consumed
  const isUnknownToo = actor.isOperator && !organizationId
  return isUnknownToo
    ? Prisma.sql`(${provided} OR ${consumed} OR d."applicationId" IS NULL)`
    : Prisma.sql`(${provided} OR ${consumed})`
}

export type DecisionRow = {
  id: string
  gatewayId: string
  at: Date
  durationMs: number
  upstreamMs: number | null
  method: string
  path: string
  status: number
  code: string | null
  bytesIn: bigint
  bytesOut: bigint
  isCut: boolean
  revision: number
  apiId: string | null
  operationKey: string | null
  credentialId: string | null
  applicationId: string | null
  subscriptionId: string | null
  planId: string | null
  limit: unknown
}

/** Rows that meet the conditions, newest first. */
export function readDecisions(conditions: Prisma.Sql[], limit: number): Promise<DecisionRow[]> {
  return db.$queryRaw<DecisionRow[]>(Prisma.sql`
    SELECT d.* FROM "decision" d WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY d."at" DESC, d."id" DESC LIMIT ${limit}`)
}
