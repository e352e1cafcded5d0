import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton title="Usage" description="Requests, refusals, errors and latency" filters={5} columns={8}>
      <Skeleton className="h-27 rounded-card" />
      <div className="mt-4 mb-8 grid gap-8 lg:grid-cols-2">
        <Skeleton className="h-59 rounded-card" />
        <Skeleton className="h-59 rounded-card" />
      </div>
    </ListSkeleton>
  )
}
