import { formatShort, formatTick } from './chart-format.ts'
import { type ChartProps, spanOf } from './chart-types.ts'

const tick = { fontSize: 12, fill: 'var(--gray-11)' }

/** What every chart's axes, grid and cursor have in common. */
export function axesOf(chart: ChartProps) {
  const span = spanOf(chart.data)
  const isTime = (chart.x ?? 'time') === 'time'
  return {
    margin: { top: 8, right: 8, bottom: 0, left: 0 },
    grid: { vertical: false, stroke: 'var(--gray-5)' },
    name: {
      dataKey: 'x',
      tick,
      tickLine: false,
      axisLine: { stroke: 'var(--gray-6)' },
      tickMargin: 8,
      minTickGap: 32,
      ...(isTime && { tickFormatter: (value: number) => formatTick(value, span) }),
    },
    value: {
      tick,
      tickLine: false,
      axisLine: false,
      tickCount: 4,
      tickFormatter: (value: number) => formatShort(value, chart.format),
    },
    cursor: { stroke: 'var(--gray-8)', strokeDasharray: '3 3' },
    limit: { stroke: 'var(--danger)', strokeDasharray: '4 4' },
    limitLabel: { position: 'insideTopRight' as const, fontSize: 12, fill: 'var(--danger-text)' },
  }
}
