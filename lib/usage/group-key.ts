import { Prisma } from '#lib/core/db.ts'
import type { UsageGroup, UsageInterval } from './schema.ts'

/** The start of the UTC step that a moment lies in. */
const stepOf = (interval: UsageInterval, at: Prisma.Sql) =>
  Prisma.sql`date_trunc(${Prisma.raw(`'${interval}'`)}, ${at}, 'UTC')`

/** The SQL that names a row's group, on a table `u` whose moments stand in `at`; rows of a product need its plan `p`. */
export function groupKey(groupBy: UsageGroup, interval: UsageInterval | null, at: Prisma.Sql): Prisma.Sql {
  if (interval) return stepOf(interval, at)
  const keys = {
    product: Prisma.sql`coalesce(p."productId", '')`,
    plan: Prisma.sql`coalesce(u."planId", '')`,
    application: Prisma.sql`coalesce(u."applicationId", '')`,
    subscription: Prisma.sql`coalesce(u."subscriptionId", '')`,
    api: Prisma.sql`coalesce(u."apiId", '')`,
    operation: Prisma.sql`coalesce(u."apiId", '') || '/' || coalesce(u."operationKey", '')`,
    gateway: Prisma.sql`u."gatewayId"`,
    status: Prisma.sql`u."status"::text`,
  } satisfies Partial<Record<UsageGroup, Prisma.Sql>>
  return keys[groupBy as keyof typeof keys]
}

/** A key as answers have it: moments in ISO form. */
export const keyText = (key: Date | string): string => (key instanceof Date ? key.toISOString() : key)

/** Needed by products only, which requests do not name themselves. */
export const planJoin = (groupBy: UsageGroup): Prisma.Sql =>
  groupBy === 'product' ? Prisma.sql`LEFT JOIN "plan" p ON p."id" = u."planId"` : Prisma.empty
