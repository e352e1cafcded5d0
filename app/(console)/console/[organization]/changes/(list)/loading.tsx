import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="Changes"
      description="Every change with who made it, the difference, and each gateway’s proof that it holds."
      filters={2}
      columns={5}
    />
  )
}
