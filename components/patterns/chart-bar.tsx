'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartBarProps } from './chart-types.ts'

const Canvas = dynamic(() => import('./chart-bar-canvas.tsx').then((module) => module.ChartBarCanvas), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full rounded-card bg-subtle" />,
})

/** Values per period or per category as bars. */
export function ChartBar(props: ChartBarProps) {
  return (
    <ChartFrame {...props}>
      <Canvas {...props} />
    </ChartFrame>
  )
}
