'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartProps } from './chart-types.ts'

// The drawing library comes only where a chart is, and after the page.
const Canvas = dynamic(() => import('./chart-area-canvas.tsx').then((module) => module.ChartAreaCanvas), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full rounded-card bg-subtle" />,
})

/** Values over time as areas (stacked) or lines with a light ground. */
export function ChartArea(props: ChartProps) {
  return (
    <ChartFrame {...props}>
      <Canvas {...props} />
    </ChartFrame>
  )
}
