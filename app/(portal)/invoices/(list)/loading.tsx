import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Invoices"
      description="Each opens down to the requests that it is made of."
      filters={2}
      columns={6}
    />
  )
}
