'use client'
import dynamic from 'next/dynamic'
import { Sheet, SheetContent } from '#components/ui/sheet.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { TryItProps } from './try-it-panel.tsx'

// Apart from the sheet, so that it slides in while Swagger UI is on its way.
const Panel = dynamic(() => import('./try-it-panel.tsx').then((module) => module.TryItPanel), {
  ssr: false,
  loading: () => <Loading />,
})

const Loading = () => (
  <div className="space-y-4 p-5" role="status" aria-label="Loading">
    <Skeleton className="h-8 w-full" />
    <Skeleton className="h-8 w-2/3" />
    <Skeleton className="h-48 w-full" />
  </div>
)

type Props = TryItProps & { title: string; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

export function TryItSheet({ title, isOpen, onOpenChange, ...panel }: Props) {
  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange}>
      <SheetContent title={title} className="w-[min(46rem,100vw)] max-w-[100vw]">
        <Panel {...panel} />
      </SheetContent>
    </Sheet>
  )
}
