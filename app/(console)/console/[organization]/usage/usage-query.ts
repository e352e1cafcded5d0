import { USAGE_GROUPS, type UsageGroup, type UsageQuery } from '#lib/usage/schema.ts'

export type UsageSearch = Partial<
  Record<
    'range' | 'from' | 'to' | 'groupBy' | 'productId' | 'planId' | 'applicationId' | 'apiId' | 'operationKey',
    string
  >
>

/** Ranges offered, in hours. */
export const RANGES = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const

/** The view that the URL holds, as the query of usage: unknown words fall back to the default view. */
export function usageQuery(
  search: UsageSearch,
  organizationId: string,
  now = new Date(),
): UsageQuery & { from: string; to: string } {
  const hours = RANGES[search.range as keyof typeof RANGES] ?? RANGES['24h']
  const to = validTime(search.to) ?? now
  const from = validTime(search.from) ?? new Date(to.getTime() - hours * 3_600_000)
  const { productId, planId, applicationId, apiId, operationKey } = search
  return {
    side: 'provider',
    organizationId,
    from: from.toISOString(),
    to: to.toISOString(),
    ...(productId && { productId }),
    ...(planId && { planId }),
    ...(applicationId && { applicationId }),
    ...(apiId && { apiId }),
    ...(operationKey && { operationKey }),
  }
}

/** What the table lists: `time` or one of the dimensions. */
export const usageGroup = (search: UsageSearch): UsageGroup =>
  USAGE_GROUPS.find((group) => group === search.groupBy) ?? 'product'

function validTime(text: string | undefined): Date | null {
  const time = text ? new Date(text) : null
  return time && !Number.isNaN(time.getTime()) ? time : null
}
