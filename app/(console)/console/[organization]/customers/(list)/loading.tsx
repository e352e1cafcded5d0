import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Customers"
      description="Organizations that subscribe to your plans with a price, and how their payments stand."
      filters={1}
      columns={5}
    />
  )
}
