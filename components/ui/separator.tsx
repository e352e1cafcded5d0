import { cn } from './cn.ts'

export function Separator({ className, isVertical = false }: { className?: string; isVertical?: boolean }) {
  return (
    <div
      aria-hidden
      className={cn('shrink-0 bg-line', isVertical ? 'h-full w-px' : 'h-px w-full', className)}
    />
  )
}
