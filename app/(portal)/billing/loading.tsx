import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Billing"
      description="How you pay the providers that you buy from, and what comes next."
      filters={0}
      columns={4}
    >
      <Skeleton className="mb-8 h-64 w-full rounded-card" />
    </ListSkeleton>
  )
}
