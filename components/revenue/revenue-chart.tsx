import { ChartBar } from '#components/patterns/chart-bar.tsx'
import type { Revenue } from '#lib/revenue/schema.ts'
import { revenueSeries } from './revenue-series.ts'

/** What was invoiced month by month in one currency. `revenue` is grouped by month. */
export function RevenueChart({ revenue, currency }: { revenue: Revenue; currency: string }) {
  const months = revenueSeries(revenue.rows, { currency, from: revenue.from, to: revenue.to })
  const isEmpty = !revenue.rows.some((row) => row.currency === currency)
  const data = isEmpty ? [] : months
  const hasCredits = data.some(({ credits }) => credits !== 0)
  return (
    <ChartBar
      label="Invoiced by month"
      data={data}
      x="category"
      xLabel="Month"
      isStacked
      height={240}
      format={{ currency }}
      series={[
        { key: 'recurring', label: 'Recurring', color: '1' },
        { key: 'usage', label: 'Usage', color: '2' },
        { key: 'setup', label: 'Set-up', color: '3' },
        ...(hasCredits ? [{ key: 'credits', label: 'Credits sold', color: '4' as const }] : []),
      ]}
    />
  )
}
