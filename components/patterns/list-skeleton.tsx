import type { ReactNode } from 'react'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { DataTableSkeleton } from './data-table-skeleton.tsx'
import { PageHeader } from './page-header.tsx'

type Props = {
  /** As on the page itself: they stand at once and stay. */
  title: string
  description?: ReactNode
  /** Controls in the bar above the list. */
  filters?: number
  columns?: number
  /** The page's own numbers and charts, between bar and list. */
  children?: ReactNode
}

/** A list's page that is being loaded: head and bar in their places, rows as lines. */
export function ListSkeleton({ title, description, filters = 1, columns = 5, children }: Props) {
  return (
    <>
      <PageHeader title={title} description={description} />
      {filters > 0 && (
        <div aria-hidden className="mb-3 flex gap-2">
          {Array.from({ length: filters }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places, not things
            <Skeleton key={index} className={`h-8 rounded-control ${index === 0 ? 'w-64' : 'w-32'}`} />
          ))}
        </div>
      )}
      {children}
      <DataTableSkeleton columns={columns} />
    </>
  )
}
