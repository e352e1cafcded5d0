'use client'
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { axesOf, timeAxis } from './chart-axes.ts'
import { ChartMarks } from './chart-marks.tsx'
import { type ChartPoint, type ChartProps, colorOf } from './chart-types.ts'

export function ChartAreaCanvas(chart: ChartProps) {
  const { data, series, isStacked = false } = chart
  const axes = axesOf(chart)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={data} margin={axes.margin} accessibilityLayer>
        <CartesianGrid {...axes.grid} />
        <XAxis {...axes.name} {...((chart.x ?? 'time') === 'time' && timeAxis(chart))} />
        <YAxis {...axes.value} width="auto" />
        <ChartMarks chart={chart} />
        {series.map((one, index) => (
          <Area
            key={one.key}
            dataKey={one.key}
            type="monotone"
            stackId={isStacked ? 'all' : undefined}
            stroke={colorOf(one, index)}
            strokeWidth={1.5}
            fill={colorOf(one, index)}
            fillOpacity={isStacked ? 0.28 : 0.08}
            isAnimationActive={false}
            dot={(dot: Dot) => <LonePoint key={dot.index} {...dot} data={data} series={one.key} />}
            activeDot={{ r: 3, strokeWidth: 0 }}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  )
}

type Dot = { index: number; cx?: number; cy?: number; stroke?: string }

/** A value without neighbours makes no line: it is drawn as a point. */
function LonePoint({ index, cx, cy, stroke, data, series }: Dot & { data: ChartPoint[]; series: string }) {
  const has = (place: number) => typeof data[place]?.[series] === 'number'
  if (!has(index) || has(index - 1) || has(index + 1)) return <g />
  return <circle cx={cx} cy={cy} r={3} fill={stroke} />
}
