import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Invoices"
      description="To your customers. Each opens down to the requests that it is made of."
      filters={4}
      columns={7}
    />
  )
}
