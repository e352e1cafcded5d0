import { DataTableSkeleton } from '#components/patterns/data-table-skeleton.tsx'

export default function Loading() {
  return <DataTableSkeleton columns={6} />
}
