import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="APIs"
      description="Contracts, and where they are served from."
      filters={1}
      columns={6}
    />
  )
}
