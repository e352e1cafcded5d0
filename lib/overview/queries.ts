import { authorize } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { getUsage } from '#lib/usage/queries.ts'
import { errorRate } from '#lib/usage/schema.ts'
import { listAttention } from './attention.ts'
import type { Overview, Traffic } from './schema.ts'

const DAY_MS = 86_400_000
const TOP = 5

async function readTraffic(
  actor: Actor,
  organizationId: string,
  side: 'provider' | 'consumer',
  now: Date,
): Promise<Traffic> {
  const query = {
    side,
    organizationId,
    from: new Date(now.getTime() - DAY_MS).toISOString(),
    to: now.toISOString(),
  }
  const [hours, products, applications] = await Promise.all([
    getUsage(actor, { ...query, groupBy: 'hour' }),
    getUsage(actor, { ...query, groupBy: 'product' }, false),
    getUsage(actor, { ...query, groupBy: 'application' }, false),
  ])
  const named = (rows: Traffic['topProducts']) => rows.filter((row) => row.key !== '').slice(0, TOP)
  return {
    series: hours.data.map((row) => ({ ...row, errorRate: errorRate(row) })),
    total: { ...hours.total, errorRate: errorRate(hours.total) },
    topProducts: named(products.data),
    topApplications: named(applications.data),
  }
}

/** The organization's last 24 hours on both sides, and what waits for somebody. */
export async function getOverview(actor: Actor, organizationId: string): Promise<Overview> {
  authorize(actor, 'usage:read', organizationId)
  const asOf = new Date()
  const [provided, consumed, attention] = await Promise.all([
    readTraffic(actor, organizationId, 'provider', asOf),
    readTraffic(actor, organizationId, 'consumer', asOf),
    listAttention(actor, organizationId, asOf),
  ])
  return { asOf, provided, consumed, attention }
}
