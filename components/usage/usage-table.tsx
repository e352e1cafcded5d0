'use client'
import { SortableTable } from '#components/patterns/sortable-table.tsx'
import { exactTime } from '#components/ui/time-format.ts'
import { errorRate, type UsageGroup, type UsageRow } from '#lib/usage/schema.ts'

const isTime = (group: UsageGroup) =>
  group === 'time' || group === 'minute' || group === 'hour' || group === 'day'

/** The numbers behind the charts, one line a group, sorted by a click. */
export function UsageTable({ rows, group }: { rows: UsageRow[]; group: UsageGroup }) {
  return (
    <SortableTable
      label={`Usage by ${group}`}
      columns={[
        { key: 'label', header: group === 'api' ? 'API' : group.charAt(0).toUpperCase() + group.slice(1) },
        { key: 'requests', header: 'Requests', format: 'count' },
        { key: 'refused', header: 'Refused', format: 'count' },
        { key: 'errors', header: 'API errors', format: 'share' },
        { key: 'p50', header: 'p50', format: 'ms' },
        { key: 'p95', header: 'p95', format: 'ms' },
        { key: 'p99', header: 'p99', format: 'ms' },
        { key: 'bytesOut', header: 'Bytes out', format: 'bytes' },
      ]}
      rows={rows.map((row) => ({
        label: isTime(group) ? exactTime(new Date(row.key), 'exact') : row.label || 'Not identified',
        requests: row.requests,
        refused: row.refused,
        errors: errorRate(row),
        p50: row.p50,
        p95: row.p95,
        p99: row.p99,
        bytesOut: row.bytesOut,
      }))}
    />
  )
}
