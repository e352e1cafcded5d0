'use client'
import { formatMoment, formatValue } from './chart-format.ts'
import { type ChartProps, colorOf, spanOf } from './chart-types.ts'

type Props = {
  chart: ChartProps
  active?: boolean
  label?: string | number
}

/** Exact values at the pointer. */
export function ChartTooltip({ chart, active, label }: Props) {
  const point = chart.data.find((candidate) => candidate.x === label)
  if (!active || !point) return null
  const isTime = (chart.x ?? 'time') === 'time'
  return (
    <div className="min-w-36 max-w-72 rounded-card bg-raised px-3 py-2 text-meta shadow-popover">
      <p className="mb-1 truncate font-medium">
        {isTime ? formatMoment(Number(point.x), spanOf(chart.data)) : point.x}
      </p>
      {chart.series.map((series, index) => {
        const value = point[series.key]
        return (
          <p key={series.key} className="flex items-center gap-1.5 text-muted">
            <span
              aria-hidden
              className="size-2 shrink-0 rounded-full"
              style={{ background: colorOf(series, index) }}
            />
            <span className="min-w-0 flex-1 truncate">{series.label}</span>
            <span className="pl-4 tabular-nums text-text">
              {typeof value === 'number' ? formatValue(value, chart.format) : '–'}
            </span>
          </p>
        )
      })}
    </div>
  )
}
