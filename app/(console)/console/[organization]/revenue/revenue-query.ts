import { REVENUE_GROUPS, type RevenueQuery } from '#lib/revenue/schema.ts'

export type RevenueSearch = Partial<Record<'range' | 'by' | 'currency' | 'productId', string>>

/** Periods offered, in calendar months with the present one. */
export const RANGES = { '1m': 1, '3m': 3, '12m': 12, '24m': 24 } as const

type Groups = NonNullable<RevenueQuery['groupBy']>

/** What the table lists. */
export const revenueGroup = (search: RevenueSearch): Groups =>
  REVENUE_GROUPS.find((group) => group === search.by) ?? 'product'

/** The view that the URL holds, as the query of revenue: unknown words fall back to the default view. */
export function revenueQuery(search: RevenueSearch, organizationId: string, now = new Date()) {
  const months = RANGES[search.range as keyof typeof RANGES] ?? RANGES['12m']
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 1))
  return {
    organizationId,
    from: from.toISOString(),
    to: now.toISOString(),
    ...(search.productId && { productId: search.productId }),
  } satisfies RevenueQuery
}
