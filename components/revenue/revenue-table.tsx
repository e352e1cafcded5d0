import { DataTable } from '#components/patterns/data-table.tsx'
import type { Column } from '#components/patterns/data-table-column.ts'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { Revenue, RevenueRow } from '#lib/revenue/schema.ts'
import { monthLabel, shareOf } from './revenue-series.ts'

type Props = {
  revenue: Revenue
  currency: string
  /** Where a row's object is shown. */
  hrefOf?: (key: string) => string | undefined
}

/** What was invoiced in one currency, one line a month, product, plan or customer; the greatest first, months the newest. */
export function RevenueTable({ revenue, currency, hrefOf }: Props) {
  const { groupBy, totals } = revenue
  const isMonth = groupBy === 'month'
  const total = totals.find((sum) => sum.currency === currency)?.total ?? 0n
  const rows = revenue.rows
    .filter((row) => row.currency === currency)
    .sort((a, b) => (isMonth ? b.key.localeCompare(a.key) : Number(b.total - a.total)))
  const amount = (
    id: 'recurring' | 'usage' | 'setup' | 'credits',
    header: string,
    hideBelow: 'sm' | 'md' | 'lg',
  ): Column<RevenueRow> => ({
    id,
    header,
    isNumeric: true,
    hideBelow,
    cell: (row) => formatMoney(row[id], currency),
  })
  return (
    <DataTable
      label={`Invoiced by ${groupBy}`}
      rows={rows}
      rowKey={(row) => row.key}
      rowHref={(row) => hrefOf?.(row.key)}
      empty={
        <EmptyState isBare title={`Nothing was invoiced in ${currency}`}>
          Not in this period, with these filters.
        </EmptyState>
      }
      columns={[
        {
          id: 'label',
          header: groupBy.charAt(0).toUpperCase() + groupBy.slice(1),
          cell: (row) => (isMonth ? monthLabel(row.key) : row.label),
        },
        amount('recurring', 'Recurring', 'sm'),
        amount('usage', 'Usage', 'sm'),
        amount('setup', 'Set-up', 'lg'),
        amount('credits', 'Credits sold', 'lg'),
        {
          id: 'total',
          header: 'Total',
          isNumeric: true,
          className: 'font-medium',
          cell: (row) => formatMoney(row.total, currency),
        },
        {
          id: 'share',
          header: 'Share',
          isNumeric: true,
          hideBelow: 'md',
          cell: (row) => shareOf(row.total, total),
        },
      ]}
    />
  )
}
