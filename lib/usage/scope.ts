import {
  apiKnownTo,
  applicationKnownTo,
  planKnownTo,
  productKnownTo,
  subscriptionKnownTo,
} from '#lib/application/queries.ts'
import { authorize, organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { UsageQuery } from './schema.ts'

type Filters = Omit<UsageQuery, 'from' | 'to' | 'groupBy'>

/** Throws `not_found` for a filter by something that the actor may not know of. */
async function requireKnown(actor: Actor, filters: Filters): Promise<void> {
  const { subscriptionId, applicationId, productId, planId, apiId } = filters
  const found = await Promise.all([
    !subscriptionId ||
      db.subscription.count({ where: { id: subscriptionId, ...subscriptionKnownTo(actor) } }),
    !applicationId || db.application.count({ where: { id: applicationId, ...applicationKnownTo(actor) } }),
    !productId || db.apiProduct.count({ where: { id: productId, ...productKnownTo(actor) } }),
    !planId || db.plan.count({ where: { id: planId, ...planKnownTo(actor) } }),
    !apiId || db.api.count({ where: { id: apiId, ...apiKnownTo(actor) } }),
  ])
  const named = [
    ['subscription', subscriptionId],
    ['application', applicationId],
    ['product', productId],
    ['plan', planId],
    ['API', apiId],
  ] as const
  for (const [index, [what, id]] of named.entries()) if (!found[index]) notFound(what, id ?? '')
}

/** What the actor may count, whatever it asks for: traffic of its APIs, or of its applications. `u` is the table. */
function visible(organizationIds: string[], side: Filters['side']): Prisma.Sql {
  const provided = Prisma.sql`u."apiId" IN (SELECT "id" FROM "api" WHERE "organizationId" = ANY(${organizationIds}::text[]))`
  const consumed = Prisma.sql`u."applicationId" IN (SELECT "id" FROM "application" WHERE "organizationId" = ANY(${organizationIds}::text[]))`
  if (side === 'provider') return provided
  return side === 'consumer' ? consumed : Prisma.sql`(${provided} OR ${consumed})`
}

/** The conditions of a question on a table `u` of requests or of their sums. */
export async function usageConditions(actor: Actor, filters: Filters): Promise<Prisma.Sql> {
  const { organizationId, side, subscriptionId, applicationId, productId, planId } = filters
  if (organizationId) authorize(actor, 'usage:read', organizationId)
  await requireKnown(actor, filters)
  const own = organizationId ? [organizationId] : organizationIdsOf(actor)?.in
  const conditions = [
    own && visible(own, side),
    subscriptionId && Prisma.sql`u."subscriptionId" = ${subscriptionId}`,
    applicationId && Prisma.sql`u."applicationId" = ${applicationId}`,
    productId && Prisma.sql`u."planId" IN (SELECT "id" FROM "plan" WHERE "productId" = ${productId})`,
    planId && Prisma.sql`u."planId" = ${planId}`,
    filters.apiId && Prisma.sql`u."apiId" = ${filters.apiId}`,
    filters.operationKey && Prisma.sql`u."operationKey" = ${filters.operationKey}`,
    filters.gatewayId && Prisma.sql`u."gatewayId" = ${filters.gatewayId}`,
  ].filter((condition) => condition instanceof Prisma.Sql)
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`
}
