import { ChartArea } from '#components/patterns/chart-area.tsx'
import type { UsageRow } from '#lib/usage/schema.ts'

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
  return (
    <ChartArea
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
