import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Gateways"
      description="What each gateway runs, and how far it is."
      filters={0}
      columns={6}
    />
  )
}
