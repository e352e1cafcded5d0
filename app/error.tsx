'use client'
import { ErrorState } from '#components/patterns/error-state.tsx'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function ErrorPage({ error, reset }: Props) {
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-16">
      <ErrorState
        title="This page could not be loaded"
        message="Something went wrong on our side. It was logged. Try again, and give the id below if it persists."
        requestId={error.digest}
        onRetry={reset}
      />
    </div>
  )
}
