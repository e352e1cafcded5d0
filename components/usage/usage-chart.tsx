import { ChartArea } from '#components/patterns/chart-area.tsx'
import { ChartBar } from '#components/patterns/chart-bar.tsx'
import type { UsageRow } from '#lib/usage/schema.ts'

// So few intervals are drawn as bars: between them nothing was measured.
const BARS_MAX = 62

/** Requests over time: answered, failed at the API, refused. `rows` come from usage grouped by time. */
export function UsageChart({
  rows,
  label = 'Requests',
  height = 200,
}: {
  rows: UsageRow[]
  label?: string
  height?: number
}) {
  const data = rows.map((row) => ({
    x: Date.parse(row.key),
    answered: row.billable - row.errors,
    errors: row.errors,
    refused: row.refused,
  }))
  const Chart = data.length > BARS_MAX ? ChartArea : ChartBar
  return (
    <Chart
      label={label}
      data={data}
      x="time"
      xLabel="Time"
      isStacked
      height={height}
      series={[
        { key: 'errors', label: 'API errors', color: '5xx' },
        { key: 'refused', label: 'Refused', color: '4xx' },
        { key: 'answered', label: 'Answered', color: '2xx' },
      ]}
    />
  )
}
