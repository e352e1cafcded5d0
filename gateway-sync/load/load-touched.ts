import type { Touched } from '#lib/core/config-change.ts'
import type { Queryable } from '../database.ts'
import type { ApiRow, CredentialRow, PlanRow, Rows, SubscriptionRow } from './rows.ts'
import { selectApis, selectCredentials, selectPlans, selectSubscriptions } from './select.ts'

/** What sync itself remembers of objects that a touched one may have left: rows that are gone cannot say it. */
export type Remembered = {
  /** APIs that are or were routed because of one of these products. */
  apiIdsOfProducts(productIds: string[]): string[]
  /** Plans of these products, and plans that open one of these APIs. */
  planIdsOf(productIds: string[], apiIds: string[]): string[]
  /** Whether the plan is compiled into configuration now. */
  isPlanKnown(planId: string): boolean
  subscriptionIdsOfPlans(planIds: string[]): string[]
}

/** Ids by kind that may have changed, whether their rows still exist or not. */
export type Affected = { apis: string[]; plans: string[]; subscriptions: string[]; credentials: string[] }

const merge = (...lists: string[][]): string[] => [...new Set(lists.flat())]
const idOf = (rows: { id: string }[]): string[] => rows.map((row) => row.id)
/** A subscription's budget follows from its plan's price: who touches that touches it. */
const isPrepaid = ({ pricing }: PlanRow): boolean =>
  Boolean((pricing as { isPrepaid?: unknown } | null)?.isPrepaid)
const idsOf = (touched: Touched[], kind: Touched['kind']): string[] =>
  merge(touched.filter((one) => one.kind === kind).map((one) => one.id))

/**
 * Loads what a set of touched objects affects, in at most four statements whatever their number. `affected` names every
 * resource that may differ; one that has no row is gone. The client must be inside a repeatable-read transaction.
 */
export async function loadTouched(
  client: Queryable,
  touched: Touched[],
  remembered: Remembered,
): Promise<{ rows: Rows; affected: Affected }> {
  const productIds = idsOf(touched, 'product')
  const applicationIds = idsOf(touched, 'application')
  const touchedApiIds = idsOf(touched, 'api')

  const apiIds = merge(touchedApiIds, remembered.apiIdsOfProducts(productIds))
  const apis = await loadApis(client, apiIds, productIds)

  const touchedPlanIds = new Set(idsOf(touched, 'plan'))
  const planIds = merge([...touchedPlanIds], remembered.planIdsOf(productIds, touchedApiIds))
  const plans = await loadPlans(client, planIds, productIds, touchedApiIds)
  const affectedPlanIds = merge(
    planIds,
    plans.map((row) => row.id),
  )

  // A plan that appears or vanishes (its product left or became a draft) takes its subscriptions with it.
  const offered = new Set(plans.filter((row) => row.productStatus !== 'draft').map((row) => row.id))
  const flipped = affectedPlanIds.filter((id) => remembered.isPlanKnown(id) !== offered.has(id))
  const subscriptionIds = merge(
    idsOf(touched, 'subscription'),
    remembered.subscriptionIdsOfPlans(flipped.filter((id) => !offered.has(id))),
  )
  const priced = plans.filter(({ id, pricing }) => touchedPlanIds.has(id) && pricing !== null)
  const subscriptions = await loadSubscriptions(client, {
    ids: subscriptionIds,
    applicationIds,
    planIds: merge(flipped, idOf(priced.filter(isPrepaid))),
    cappedPlanIds: idOf(priced),
  })

  const credentialIds = idsOf(touched, 'credential')
  const credentials = await loadCredentials(client, credentialIds, applicationIds)
  return {
    rows: { apis, plans, subscriptions, credentials },
    affected: {
      apis: merge(
        apiIds,
        apis.map((row) => row.id),
      ),
      plans: affectedPlanIds,
      subscriptions: merge(
        subscriptionIds,
        subscriptions.map((row) => row.id),
      ),
      credentials: merge(
        credentialIds,
        credentials.map((row) => row.id),
      ),
    },
  }
}

async function loadApis(client: Queryable, ids: string[], productIds: string[]): Promise<ApiRow[]> {
  if (ids.length === 0 && productIds.length === 0) return []
  const text = selectApis(
    `a.id = ANY($1) OR a.id IN (SELECT "apiId" FROM api_product_api WHERE "productId" = ANY($2))`,
  )
  return (await client.query<ApiRow>({ name: 'touched-apis', text, values: [ids, productIds] })).rows
}

async function loadPlans(
  client: Queryable,
  ids: string[],
  productIds: string[],
  apiIds: string[],
): Promise<PlanRow[]> {
  if (ids.length === 0 && productIds.length === 0 && apiIds.length === 0) return []
  const text = selectPlans(
    `p.id = ANY($1) OR p."productId" = ANY($2)
      OR p."productId" IN (SELECT "productId" FROM api_product_api WHERE "apiId" = ANY($3))`,
  )
  return (await client.query<PlanRow>({ name: 'touched-plans', text, values: [ids, productIds, apiIds] }))
    .rows
}

type Subscriptions = {
  ids: string[]
  applicationIds: string[]
  planIds: string[]
  /** Plans whose price bounds what a spend cap allows: of these, subscriptions that have one. */
  cappedPlanIds: string[]
}

async function loadSubscriptions(client: Queryable, wanted: Subscriptions): Promise<SubscriptionRow[]> {
  const values = [wanted.ids, wanted.applicationIds, wanted.planIds, wanted.cappedPlanIds]
  if (values.every((ids) => ids.length === 0)) return []
  const text = selectSubscriptions(
    `s.id = ANY($1) OR s."applicationId" = ANY($2) OR s."planId" = ANY($3)
      OR (s."planId" = ANY($4) AND s."spendCap" IS NOT NULL)`,
  )
  return (await client.query<SubscriptionRow>({ name: 'touched-subscriptions', text, values })).rows
}

async function loadCredentials(
  client: Queryable,
  ids: string[],
  applicationIds: string[],
): Promise<CredentialRow[]> {
  if (ids.length === 0 && applicationIds.length === 0) return []
  const text = selectCredentials('c.id = ANY($1) OR c."applicationId" = ANY($2)')
  return (
    await client.query<CredentialRow>({ name: 'touched-credentials', text, values: [ids, applicationIds] })
  ).rows
}
