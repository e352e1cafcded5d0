import { PageHeader } from '#components/patterns/page-header.tsx'
import { PortalContainer } from '#components/shell/portal-container.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

const PLACES = ['a', 'b', 'c', 'd', 'e', 'f']

export default function Loading() {
  return (
    <PortalContainer>
      <PageHeader title="Catalogue" description="API products that you can subscribe to." />
      <Skeleton className="mb-3 h-8 w-64 rounded-control" />
      <div role="status" aria-label="Loading" className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {PLACES.map((place) => (
          <Skeleton key={place} className="h-38 rounded-card" />
        ))}
      </div>
    </PortalContainer>
  )
}
