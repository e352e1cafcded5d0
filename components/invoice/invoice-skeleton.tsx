import { Skeleton } from '#components/ui/skeleton.tsx'

/** An invoice that is being loaded: title, document and payment in their places. */
export function InvoiceSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="@container">
      <Skeleton className="mb-3 h-4 w-32" />
      <Skeleton className="mb-2 h-7 w-56" />
      <Skeleton className="mb-6 h-4 w-72 max-w-full" />
      <div className="grid items-start gap-8 @4xl:grid-cols-[minmax(0,1fr)_18rem]">
        <Skeleton className="h-[32rem] w-full rounded-card" />
        <div className="flex flex-col gap-3">
          <Skeleton className="h-5 w-20" />
          <Skeleton className="h-7 w-28" />
          <Skeleton className="h-24 w-full" />
        </div>
      </div>
    </div>
  )
}
