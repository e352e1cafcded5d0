import type { Actor } from '#lib/core/context.ts'
import { listPricedCurrencies } from '#lib/plan/queries.ts'
import { getRevenue, listPlanMovements, listRevenueSummaries } from '#lib/revenue/queries.ts'
import { type RevenueSearch, revenueGroup, revenueQuery } from './revenue-query.ts'

/**
 * What the page shows. Currencies are those that any plan ever had a price in, so that an empty period is not taken for an
 * empty business; the one shown is the URL's, else the first that brought something. Null: nothing ever had a price.
 */
export async function readRevenue(actor: Actor, search: RevenueSearch, organizationId: string) {
  const query = revenueQuery(search, organizationId)
  const { from, to } = query
  const [series, grouped, summaries, movements, currencies] = await Promise.all([
    getRevenue(actor, { ...query, groupBy: 'month' }),
    getRevenue(actor, { ...query, groupBy: revenueGroup(search) }),
    listRevenueSummaries(actor, organizationId),
    listPlanMovements(actor, { organizationId, from, to }),
    listPricedCurrencies(actor, organizationId),
  ])
  const usual = series.totals[0]?.currency ?? summaries[0]?.currency ?? currencies[0] ?? null
  const currency = currencies.find((one) => one === search.currency) ?? usual
  return {
    currency,
    currencies: { all: currencies, usual },
    board: { series, grouped, summaries, movements },
  }
}
