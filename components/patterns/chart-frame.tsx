'use client'
import { ChartNoAxesColumn, Table2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { formatMoment } from './chart-format.ts'
import { type ChartProps, colorOf, spanOf } from './chart-types.ts'
import { SortableTable } from './sortable-table.tsx'

/** Legend, the drawing, and the same numbers as a table one click away. */
export function ChartFrame(props: ChartProps & { children: ReactNode }) {
  const { label, data, series, height = 220, children } = props
  const [isTable, setTable] = useState(false)
  const Icon = isTable ? ChartNoAxesColumn : Table2
  return (
    <figure aria-label={label} className="min-w-0">
      <div className="mb-2 flex min-h-7 items-center justify-between gap-3">
        <ul className="flex min-w-0 flex-wrap gap-x-4 gap-y-1">
          {series.map((one, index) => (
            <li key={one.key} className="flex items-center gap-1.5 text-meta text-muted">
              <span aria-hidden className="size-2 rounded-full" style={{ background: colorOf(one, index) }} />
              {one.label}
            </li>
          ))}
        </ul>
        <Button variant="ghost" size="small" onClick={() => setTable(!isTable)} aria-pressed={isTable}>
          <Icon aria-hidden />
          {isTable ? 'Chart' : 'Table'}
        </Button>
      </div>
      {data.length === 0 && (
        <p className="grid place-items-center rounded-card bg-subtle text-muted" style={{ height }}>
          Nothing in this period
        </p>
      )}
      {data.length > 0 && isTable && <ChartTable {...props} />}
      {data.length > 0 && !isTable && <div style={{ height }}>{children}</div>}
    </figure>
  )
}

function ChartTable({ label, data, series, x = 'time', xLabel, format, height = 220 }: ChartProps) {
  const span = spanOf(data)
  return (
    <div
      className="scroll-thin overflow-y-auto rounded-card border border-line"
      style={{ maxHeight: Math.max(height, 320) }}
    >
      <SortableTable
        label={label}
        rows={data}
        columns={[
          {
            key: 'x',
            header: xLabel ?? (x === 'time' ? 'Time' : 'Name'),
            ...(x === 'time' && { print: (value) => formatMoment(Number(value), span) }),
          },
          ...series.map((one) => ({ key: one.key, header: one.label, format: format ?? ('count' as const) })),
        ]}
      />
    </div>
  )
}
