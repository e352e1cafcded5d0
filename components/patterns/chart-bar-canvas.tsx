'use client'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { axesOf } from './chart-axes.ts'
import { ChartMarks } from './chart-marks.tsx'
import { type ChartBarProps, colorOf } from './chart-types.ts'

// Names that do not all fit are left out at a regular pace.
const regular = { interval: 'equidistantPreserveStart' as const, minTickGap: 12 }

const shorten = (name: string) => (name.length > 18 ? `${name.slice(0, 17)}…` : name)

export function ChartBarCanvas(chart: ChartBarProps) {
  const { data, series, isStacked = false, isHorizontal = false } = chart
  const axes = axesOf(chart)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={data}
        margin={axes.margin}
        layout={isHorizontal ? 'vertical' : 'horizontal'}
        barCategoryGap="24%"
        maxBarSize={isHorizontal ? 16 : 40}
        accessibilityLayer
      >
        <CartesianGrid {...axes.grid} vertical={isHorizontal} horizontal={!isHorizontal} />
        {isHorizontal ? (
          <>
            <XAxis type="number" {...axes.value} />
            <YAxis type="category" {...axes.name} tickFormatter={shorten} width={128} axisLine={false} />
          </>
        ) : (
          <>
            <XAxis {...axes.name} {...(chart.x === 'category' && regular)} />
            <YAxis {...axes.value} width="auto" />
          </>
        )}
        <ChartMarks chart={chart} cursor={{ fill: 'var(--gray-3)' }} />
        {series.map((one, index) => (
          <Bar
            key={one.key}
            dataKey={one.key}
            stackId={isStacked ? 'all' : undefined}
            fill={colorOf(one, index)}
            isAnimationActive={false}
            radius={isStacked ? 0 : isHorizontal ? [0, 2, 2, 0] : [2, 2, 0, 0]}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
