import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Subscriptions"
      description="Applications that may call your products, and those that ask to."
      filters={2}
      columns={6}
    />
  )
}
