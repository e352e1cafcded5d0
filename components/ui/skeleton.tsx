import { cn } from './cn.ts'

/** A place that is being filled: give it the final size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('h-4 animate-pulse rounded-tag bg-selected', className)} />
}
