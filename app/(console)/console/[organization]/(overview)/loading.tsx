import { Skeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col">
      <Skeleton className="mt-1 h-5 w-40" />
      <Skeleton className="mt-3 w-64" />
      <Skeleton className="mt-10 h-6 w-28" />
      <Skeleton className="mt-3 h-11 rounded-card" />
      <Skeleton className="mt-8 h-6 w-44" />
      <Skeleton className="mt-3 h-27 rounded-card" />
      <Skeleton className="mt-3 h-67 rounded-card" />
    </div>
  )
}
