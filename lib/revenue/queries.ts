import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { toCsv } from '#lib/core/csv.ts'
import { toMajorText } from '#lib/core/money.ts'
import { parse } from '#lib/core/parse.ts'
import { readRevenue } from './read-lines.ts'
import { type Revenue, RevenueQuery, type RevenueRow, type RevenueSums } from './schema.ts'

export { listPlanMovements } from './movements.ts'
export { listRevenueSummaries } from './summary.ts'

const AMOUNTS = ['recurring', 'usage', 'setup', 'credits', 'total'] as const

/** A time of twelve months, unless told otherwise. */
function spanOf({ from, to }: { from?: string | undefined; to?: string | undefined }): {
  from: Date
  to: Date
} {
  const end = to ? new Date(to) : new Date()
  const yearBefore = new Date(Date.UTC(end.getUTCFullYear() - 1, end.getUTCMonth(), 1))
  return { from: from ? new Date(from) : yearBefore, to: end }
}

function totalsOf(rows: readonly RevenueRow[]): RevenueSums[] {
  const totals = new Map<string, RevenueSums>()
  for (const { key, label, ...row } of rows) {
    const sum = totals.get(row.currency)
    if (!sum) totals.set(row.currency, { ...row })
    else for (const amount of AMOUNTS) sum[amount] += row[amount]
  }
  return [...totals.values()]
}

/**
 * What an organization invoiced before tax, less credit notes, by month, product, plan or customer: recurring, usage,
 * set-up and credits sold, by the day on the invoice. Sandboxes are left out. Currencies are never added up.
 */
export async function getRevenue(actor: Actor, input: RevenueQuery): Promise<Revenue> {
  requireSignedIn(actor)
  const { from: _, to: __, ...wanted } = parse(RevenueQuery, input)
  authorize(actor, 'billing:read', wanted.organizationId)
  const span = spanOf(input)
  const found = await readRevenue({ ...wanted, ...span })
  const rows = found.map((row) => ({
    ...row,
    recurring: BigInt(row.recurring),
    usage: BigInt(row.usage),
    setup: BigInt(row.setup),
    credits: BigInt(row.credits),
    total: BigInt(row.total),
  }))
  return {
    groupBy: wanted.groupBy,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    rows,
    totals: totalsOf(rows),
  }
}

/** The answer of `getRevenue` as CSV text, one line a group and currency; amounts in major units. */
export async function exportRevenue(actor: Actor, input: RevenueQuery): Promise<string> {
  const { rows } = await getRevenue(actor, input)
  const lines = rows.map(({ key, label, currency, ...row }) => ({
    ...{ key, label, currency },
    ...(Object.fromEntries(
      AMOUNTS.map((column) => [column, Number(toMajorText(row[column], currency))]),
    ) as Record<(typeof AMOUNTS)[number], number>),
  }))
  return toCsv(lines, ['key', 'label', 'currency', ...AMOUNTS])
}
