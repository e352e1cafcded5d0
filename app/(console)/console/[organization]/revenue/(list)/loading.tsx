import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Revenue"
      description="What your customers were invoiced, before tax and less credit notes. Sandboxes are left out."
      filters={3}
      columns={6}
    >
      <Skeleton className="h-24 rounded-card" />
      <Skeleton className="mt-3 mb-8 h-76 rounded-card" />
    </ListSkeleton>
  )
}
