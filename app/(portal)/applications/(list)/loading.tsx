import { ListSkeleton } from '#components/patterns/list-skeleton.tsx'

export default function Loading() {
  return (
    <ListSkeleton
      title="My applications"
      description="The clients with which you call APIs: their keys, plans and usage."
    />
  )
}
