import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Outbox"
      description="Every mail that was written to your customers, sent or not."
      filters={2}
      columns={5}
    />
  )
}
