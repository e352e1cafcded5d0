import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { listGateways } from '#lib/gateway/queries.ts'
import { listRevisionStatuses } from '#lib/revision/queries.ts'
import { troubledInvoices } from './attention-invoices.ts'
import { stuckPayments } from './attention-payments.ts'
import type { Attention } from './schema.ts'

const DAY_MS = 86_400_000
const EXPIRES_WITHIN_MS = 14 * DAY_MS
const LISTED = 5
/** The latest changes that are looked at for being under way. */
const CHANGES_WATCHED = 20

async function pendingSubscriptions(organizationId: string): Promise<Attention> {
  const where = { status: 'pending', plan: { product: { organizationId } } }
  const name = { select: { name: true } }
  const [total, rows] = await Promise.all([
    db.subscription.count({ where }),
    db.subscription.findMany({
      where,
      orderBy: { id: 'asc' },
      take: LISTED,
      select: {
        id: true,
        createdAt: true,
        application: { select: { name: true, organization: name } },
        plan: { select: { name: true, product: name } },
      },
    }),
  ])
  const items = rows.map(({ id, createdAt: at, application, plan }) => ({
    id,
    at,
    application: application.name,
    organization: application.organization.name,
    product: plan.product.name,
    plan: plan.name,
  }))
  return { kind: 'subscriptions_pending', total, items }
}

async function troubledGateways(actor: Actor): Promise<Attention[]> {
  const { data } = await listGateways(actor)
  const rejecting = data.filter((gateway) => gateway.status === 'rejected')
  const unreachable = data.filter((gateway) => gateway.status === 'unreachable')
  return [
    {
      kind: 'gateways_rejecting',
      total: rejecting.length,
      items: rejecting.slice(0, LISTED).map(({ id, name, rejected }) => ({
        id,
        name,
        reason: rejected?.reason ?? '',
        at: rejected?.at ?? null,
      })),
    },
    {
      kind: 'gateways_unreachable',
      total: unreachable.length,
      items: unreachable.slice(0, LISTED).map(({ id, name, unreachableSince: since, leaseExpiresAt }) => ({
        id,
        name,
        since,
        leaseExpiresAt,
      })),
    },
  ]
}

async function expiringCredentials(organizationId: string, now: Date): Promise<Attention> {
  const where = {
    application: { organizationId },
    revokedAt: null,
    expiresAt: { gt: now, lte: new Date(now.getTime() + EXPIRES_WITHIN_MS) },
  }
  const [total, rows] = await Promise.all([
    db.credential.count({ where }),
    db.credential.findMany({
      where,
      orderBy: { expiresAt: 'asc' },
      take: LISTED,
      select: {
        id: true,
        name: true,
        hint: true,
        expiresAt: true,
        application: { select: { id: true, name: true } },
      },
    }),
  ])
  const items = rows.map(({ application, expiresAt, ...key }) => ({
    ...key,
    expiresAt: expiresAt ?? now,
    application: application.name,
    applicationId: application.id,
  }))
  return { kind: 'credentials_expiring', total, items }
}

async function propagatingChanges(actor: Actor, organizationId: string): Promise<Attention> {
  const rows = await db.auditEntry.findMany({
    where: { organizationId, configChange: { isNot: null } },
    orderBy: { id: 'desc' },
    take: CHANGES_WATCHED,
    select: {
      id: true,
      event: true,
      objectName: true,
      createdAt: true,
      configChange: { select: { revision: true } },
    },
  })
  const revisions = rows.flatMap((row) => row.configChange?.revision ?? [])
  const statuses = await listRevisionStatuses(actor, revisions)
  const items = rows.flatMap(({ configChange, objectName: object, createdAt: at, id, event }) => {
    const status = configChange && statuses.get(configChange.revision)
    const isUnderWay = status && status.state !== 'enforced' && status.state !== 'no_gateways'
    return isUnderWay ? [{ id, event, object, at, status }] : []
  })
  return { kind: 'changes_propagating', total: items.length, items: items.slice(0, LISTED) }
}

async function draftProducts(organizationId: string): Promise<Attention> {
  const where = { organizationId, status: 'draft' }
  const [total, rows] = await Promise.all([
    db.apiProduct.count({ where }),
    db.apiProduct.findMany({
      where,
      orderBy: { id: 'desc' },
      take: LISTED,
      select: { id: true, name: true, slug: true, createdAt: true },
    }),
  ])
  return {
    kind: 'products_draft',
    total,
    items: rows.map(({ createdAt: at, ...product }) => ({ ...product, at })),
  }
}

/** What waits for a person, the pressing first; kinds with nothing to do are left out. */
export async function listAttention(actor: Actor, organizationId: string, now: Date): Promise<Attention[]> {
  const [gateways, changes, subscriptions, invoices, payments, credentials, products] = await Promise.all([
    troubledGateways(actor),
    propagatingChanges(actor, organizationId),
    pendingSubscriptions(organizationId),
    troubledInvoices(organizationId, now),
    stuckPayments(actor, organizationId),
    expiringCredentials(organizationId, now),
    draftProducts(organizationId),
  ])
  const all = [...gateways, changes, subscriptions, ...invoices, ...payments, credentials, products]
  return all.filter((entry) => entry.total > 0)
}
