'use client'
import { ReferenceLine, Tooltip, type TooltipProps } from 'recharts'
import { axesOf } from './chart-axes.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import type { ChartProps } from './chart-types.ts'

type Props = {
  chart: ChartProps
  /** What follows the pointer: a dashed line unless told otherwise. */
  cursor?: TooltipProps['cursor']
}

/** What every drawing shows beside its series: exact values at the pointer, and the dashed line of a limit. */
export function ChartMarks({ chart, cursor }: Props) {
  const axes = axesOf(chart)
  return (
    <>
      <Tooltip
        cursor={cursor ?? axes.cursor}
        isAnimationActive={false}
        content={({ active, label }) => <ChartTooltip chart={chart} active={active} label={label} />}
      />
      {chart.limit && (
        <ReferenceLine
          y={chart.limit.value}
          {...axes.limit}
          label={{ value: chart.limit.label, ...axes.limitLabel }}
          ifOverflow="extendDomain"
        />
      )}
    </>
  )
}
