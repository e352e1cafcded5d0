import { cn } from '#components/ui/cn.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'

const widths = ['w-40', 'w-24', 'w-32', 'w-20', 'w-28']

/** A `DataTable` that is being loaded, in its final geometry. */
export function DataTableSkeleton({
  rows = 8,
  columns = 4,
  isDense = false,
}: {
  rows?: number
  columns?: number
  isDense?: boolean
}) {
  return (
    <div role="status" aria-label="Loading" className="overflow-hidden rounded-card border border-line">
      <div className="h-9 border-b border-line bg-subtle" />
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: places, not things
          key={row}
          className={cn(
            'flex items-center gap-6 border-b border-line px-4 last:border-0',
            isDense ? 'h-9' : 'h-11',
          )}
        >
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places, not things
            <div key={column} className={cn('min-w-0 flex-1', column > 1 && 'max-sm:hidden')}>
              <Skeleton className={cn('h-3 max-w-full', widths[(row + column) % widths.length])} />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
