'use client'
import { CircleAlert, RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Mono } from '#components/ui/mono.tsx'

type Props = {
  /** What did not work: "The gateways could not be loaded". */
  title: string
  /** Why, and the way out. */
  message?: string
  requestId?: string | undefined
  /** By default the page is loaded again. */
  onRetry?: () => void
}

/** What failed, why, retry, and the id to name when asking for help. */
export function ErrorState({ title, message, requestId, onRetry }: Props) {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const retry = () => startTransition(() => (onRetry ? onRetry() : router.refresh()))
  return (
    <div
      role="alert"
      className="flex min-w-0 flex-col items-center rounded-card border border-line px-6 py-12 text-center"
    >
      <CircleAlert className="mb-3 size-5 text-danger-text" aria-hidden />
      <h3 className="text-body font-semibold">{title}</h3>
      {message && <p className="mt-1 max-w-md text-pretty text-muted">{message}</p>}
      <Button className="mt-4" onClick={retry} isPending={isPending}>
        {!isPending && <RotateCw aria-hidden />}
        Try again
      </Button>
      {requestId && (
        <p className="mt-4 flex max-w-full items-center gap-1.5 text-meta text-muted">
          Request <Mono isCopyable>{requestId}</Mono>
        </p>
      )}
    </div>
  )
}
