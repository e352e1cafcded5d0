'use client'
import { ErrorState } from './error-state.tsx'

export type PageErrorProps = { error: Error & { digest?: string }; reset: () => void }

/** A page that failed: retry, and the id under which it was logged. */
export function PageError({ error, reset }: PageErrorProps) {
  return (
    <ErrorState
      title="This page could not be loaded"
      message="Something went wrong on our side. It was logged. Try again, and give the id below if it persists."
      requestId={error.digest}
      onRetry={reset}
    />
  )
}
