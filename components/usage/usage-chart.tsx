import { ChartArea } from '#components/patterns/chart-area.tsx'
import type { Usage } from '#lib/usage/schema.ts'

/** Requests over time: answered, failed at the API, refused. Needs `usage` grouped by time. */
export function UsageChart({
  usage,
  label = 'Requests',
  height = 200,
}: {
  usage: Usage
  label?: string
  height?: number
}) {
  const data = usage.data.map((row) => ({
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
        { key: 'answered', label: 'Answered', color: '2xx' },
        { key: 'refused', label: 'Refused', color: '4xx' },
        { key: 'errors', label: 'API errors', color: '5xx' },
      ]}
    />
  )
}
