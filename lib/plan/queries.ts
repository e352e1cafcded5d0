import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import { Pricing } from '#lib/billing/schema/pricing.ts'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import {
  type Approval,
  type PlanColumns,
  type PlanItem,
  type PlanOffer,
  type PlanVersion,
  planLimits,
} from './schema.ts'

/** Versions that are offered: all that list, sell or count plans look at these. */
export const OFFERED_PLAN = { supersededAt: null } satisfies Prisma.PlanWhereInput

/** Columns of a plan as it is offered. */
export const planOfferSelect = {
  id: true,
  seriesId: true,
  version: true,
  name: true,
  description: true,
  rateLimitRequests: true,
  rateLimitWindowSeconds: true,
  rateLimitBurst: true,
  quotaRequests: true,
  quotaPeriod: true,
  quotaMode: true,
  pricing: true,
  approval: true,
  isClosed: true,
} satisfies Prisma.PlanSelect

type OfferRow = PlanColumns &
  Pick<PlanOffer, 'id' | 'seriesId' | 'version' | 'name' | 'description' | 'isClosed'> & {
    approval: string
    pricing: unknown
  }

/** Makes the offer out of its columns. Throws when its price is not sound: nothing is sold by guesses. */
export function toPlanOffer(row: OfferRow): PlanOffer {
  const { id, seriesId, version, name, description, approval, isClosed } = row
  const pricing = row.pricing === null ? null : Pricing.parse(row.pricing)
  const terms = { name, description, ...planLimits(row), pricing, approval: approval as Approval }
  return { id, seriesId, version, ...terms, isClosed }
}

const live = { select: { subscriptions: { where: { status: LIVE_SUBSCRIPTION } } } } as const
const itemSelect = {
  ...planOfferSelect,
  position: true,
  createdAt: true,
  supersededAt: true,
  product: { select: { id: true, name: true, slug: true, status: true } },
  _count: live,
} satisfies Prisma.PlanSelect

type ItemRow = Prisma.PlanGetPayload<{ select: typeof itemSelect }>

/** Makes items of rows, with who still is on versions before each: one statement, however many plans. */
async function toItems(rows: ItemRow[], supersededBy: PlanItem['supersededBy'] = null): Promise<PlanItem[]> {
  const superseded = await db.plan.findMany({
    where: { seriesId: { in: rows.map(({ seriesId }) => seriesId) }, supersededAt: { not: null } },
    select: { seriesId: true, version: true, _count: live },
  })
  return rows.map((row) => {
    const { position, createdAt, supersededAt, product, _count } = row
    const older = superseded.filter((one) => one.seriesId === row.seriesId && one.version < row.version)
    return {
      ...toPlanOffer(row),
      ...{ position, createdAt, product, supersededAt, supersededBy },
      liveSubscriptions: _count.subscriptions,
      olderSubscriptions: older.reduce((sum, one) => sum + one._count.subscriptions, 0),
    }
  })
}

/** The plans of one of the provider's products as they are offered, in their order, closed ones included. */
export async function listPlans(actor: Actor, { productId }: { productId: string }): Promise<PlanItem[]> {
  requireSignedIn(actor)
  const product = await db.apiProduct.findFirst({
    where: { id: productId, organizationId: organizationIdsOf(actor) },
    select: {
      plans: { where: OFFERED_PLAN, select: itemSelect, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    },
  })
  if (!product) notFound('product', productId)
  return toItems(product.plans)
}

/** One of the provider's plans, or null. An older version is found, and says what superseded it. */
export async function findPlan(actor: Actor, id: string): Promise<PlanItem | null> {
  requireSignedIn(actor)
  const row = await db.plan.findFirst({
    where: { id, product: { organizationId: organizationIdsOf(actor) } },
    select: itemSelect,
  })
  if (!row) return null
  if (!row.supersededAt) return (await toItems([row]))[0]!
  const newest = await db.plan.findFirst({
    where: { seriesId: row.seriesId, ...OFFERED_PLAN },
    select: { id: true, version: true },
  })
  return (await toItems([row], newest))[0]!
}

/** One of the provider's plans; `not_found` for anybody else's. */
export async function getPlan(actor: Actor, id: string): Promise<PlanItem> {
  return (await findPlan(actor, id)) ?? notFound('plan', id)
}

/** All versions of one of the provider's plans, named by any of them: the newest first, with who is on each. */
export async function listPlanVersions(actor: Actor, id: string): Promise<PlanVersion[]> {
  const { seriesId } = await getPlan(actor, id)
  const rows = await db.plan.findMany({
    where: { seriesId },
    select: { ...planOfferSelect, createdAt: true, supersededAt: true, _count: live },
    orderBy: { version: 'desc' },
  })
  const moving = await db.subscription.groupBy({
    by: ['planId'],
    where: {
      planId: { in: rows.map((row) => row.id) },
      status: LIVE_SUBSCRIPTION,
      nextPlanId: { not: null },
    },
    _count: true,
  })
  return rows.map(({ createdAt, supersededAt, _count, ...row }) => ({
    ...toPlanOffer(row),
    createdAt,
    supersededAt,
    liveSubscriptions: _count.subscriptions,
    movingSubscriptions: moving.find(({ planId }) => planId === row.id)?._count ?? 0,
  }))
}

/** Currencies that any plan of an organization ever had a price in, older versions included, by name. */
export async function listPricedCurrencies(actor: Actor, organizationId: string): Promise<string[]> {
  requireSignedIn(actor)
  authorize(actor, 'plan:read', organizationId)
  const rows = await db.$queryRaw<{ currency: string }[]>`
    SELECT DISTINCT l."pricing"->>'currency' AS "currency"
    FROM "plan" l JOIN "api_product" p ON p."id" = l."productId"
    WHERE p."organizationId" = ${organizationId} AND l."pricing" IS NOT NULL ORDER BY 1`
  return rows.map(({ currency }) => currency)
}
