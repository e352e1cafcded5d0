'use client'
import { Play } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Sheet, SheetContent } from '#components/ui/sheet.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { TryItProps } from './try-it-panel.tsx'

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

/** Opens the operation to be called through the gateway. Nothing of it is loaded before the first click. */
export function TryIt({ title, ...panel }: TryItProps & { title: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <Button onClick={() => setOpen(true)} className="w-full">
        <Play aria-hidden />
        Try it
      </Button>
      <SheetContent title={title} className="w-[min(46rem,100vw)] max-w-[100vw]">
        {isOpen && <Panel {...panel} />}
      </SheetContent>
    </Sheet>
  )
}
