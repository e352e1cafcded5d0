import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Applications"
      description="The clients that call your products, whoever they belong to."
      filters={2}
      columns={4}
    />
  )
}
