import { formatShort, formatTick } from './chart-format.ts'
import { timeTicks, valueTicks } from './chart-ticks.ts'
import { type ChartProps, spanOf } from './chart-types.ts'

const tick = { fontSize: 12, fill: 'var(--gray-11)' }

/** What every chart's axes, grid and cursor have in common. */
export function axesOf(chart: ChartProps) {
  const ticks = valueTicks(greatest(chart))
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
      ticks: chart.format === undefined || chart.format === 'count' ? ticks.filter(Number.isInteger) : ticks,
      domain: [0, ticks.at(-1) ?? 1],
      tickFormatter: (value: number) => formatShort(value, chart.format),
    },
    cursor: { stroke: 'var(--gray-8)', strokeDasharray: '3 3' },
    limit: { stroke: 'var(--danger)', strokeDasharray: '4 4' },
    limitLabel: { position: 'insideTopRight' as const, fontSize: 12, fill: 'var(--danger-text)' },
  }
}

/** Further settings of an area chart's time axis: places by distance in time, marks at round moments. */
export function timeAxis(chart: ChartProps) {
  const from = Number(chart.data[0]?.x ?? 0)
  return {
    type: 'number' as const,
    scale: 'time' as const,
    domain: ['dataMin', 'dataMax'],
    ticks: timeTicks(from, from + spanOf(chart.data)),
  }
}

function greatest({ data, series, isStacked, limit }: ChartProps): number {
  const heights = data.map((point) => {
    const values = series.map((one) => Number(point[one.key] ?? 0))
    return isStacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values)
  })
  return heights.reduce((max, height) => Math.max(max, height), limit?.value ?? 0)
}
