import { ChartArea } from '#components/patterns/chart-area.tsx'
import type { UsageRow } from '#lib/usage/schema.ts'

/** p50, p95 and p99 of whole durations over time. `rows` come from usage grouped by time. */
export function LatencyChart({ rows, height = 200 }: { rows: UsageRow[]; height?: number }) {
  return (
    <ChartArea
      label="Latency"
      data={rows.map(({ key, p50, p95, p99 }) => ({ x: Date.parse(key), p50, p95, p99 }))}
      x="time"
      xLabel="Time"
      format="ms"
      height={height}
      series={[
        { key: 'p50', label: 'p50', color: '1' },
        { key: 'p95', label: 'p95', color: '2' },
        { key: 'p99', label: 'p99', color: '3' },
      ]}
    />
  )
}
