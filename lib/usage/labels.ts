import { db } from '#lib/core/db.ts'
import type { UsageGroup } from './schema.ts'

type Labels = Map<string, string>
const toMap = (rows: { id: string; name: string }[]): Labels => new Map(rows.map((row) => [row.id, row.name]))
const select = { id: true, name: true }

/** What stands for requests that did not get so far as to have such a thing. */
const none: Partial<Record<UsageGroup, string>> = {
  product: 'No product',
  plan: 'No plan',
  application: 'No known application',
  subscription: 'No subscription',
  api: 'No API',
}

async function operationLabels(keys: string[]): Promise<Labels> {
  const pairs = keys.map((key) => ({
    key,
    apiId: key.split('/', 1)[0]!,
    operation: key.slice(key.indexOf('/') + 1),
  }))
  const [operations, apis] = await Promise.all([
    db.apiOperation.findMany({
      where: {
        key: { in: pairs.map((pair) => pair.operation) },
        version: { currentOf: { id: { in: pairs.map((pair) => pair.apiId) } } },
      },
      select: { key: true, method: true, path: true, version: { select: { apiId: true } } },
    }),
    db.api.findMany({ where: { id: { in: pairs.map((pair) => pair.apiId) } }, select }),
  ])
  const paths = new Map(
    operations.map(({ key, method, path, version }) => [
      `${version.apiId}/${key}`,
      `${method.toUpperCase()} ${path}`,
    ]),
  )
  const names = toMap(apis)
  return new Map(
    pairs.map(({ key, apiId, operation }) => [
      key,
      paths.get(key) ?? (operation || `No operation of ${names.get(apiId) ?? 'any API'}`),
    ]),
  )
}

async function subscriptionLabels(ids: string[]): Promise<Labels> {
  const rows = await db.subscription.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      application: { select },
      plan: { select: { name: true, product: { select } } },
    },
  })
  return toMap(
    rows.map(({ id, application, plan }) => ({
      id,
      name: `${application.name} · ${plan.product.name}, ${plan.name}`,
    })),
  )
}

async function read(groupBy: UsageGroup, ids: string[]): Promise<Labels> {
  const where = { id: { in: ids } }
  if (groupBy === 'product') return toMap(await db.apiProduct.findMany({ where, select }))
  if (groupBy === 'plan') return toMap(await db.plan.findMany({ where, select }))
  if (groupBy === 'application') return toMap(await db.application.findMany({ where, select }))
  if (groupBy === 'api') return toMap(await db.api.findMany({ where, select }))
  if (groupBy === 'gateway') return toMap(await db.gateway.findMany({ where, select }))
  if (groupBy === 'subscription') return subscriptionLabels(ids)
  return groupBy === 'operation' ? operationLabels(ids) : new Map()
}

/** Names for the keys of a group, in one or two queries. A key of something deleted stands for itself. */
export async function readLabels(groupBy: UsageGroup, keys: string[]): Promise<(key: string) => string> {
  const labels = await read(groupBy, keys.filter(Boolean))
  return (key) => {
    if (groupBy === 'status' && key === '0') return 'Client left before the answer'
    return labels.get(key) ?? (key === '' ? (none[groupBy] ?? 'None') : key)
  }
}
