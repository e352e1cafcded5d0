import { Callout } from '#components/ui/callout.tsx'
import { Mono } from '#components/ui/mono.tsx'
import type { ActionError } from '#lib/core/action-result.ts'

/** What a server action answered instead of data. */
export function ActionErrorCallout({ error, className }: { error: ActionError; className?: string }) {
  return (
    <Callout tone="danger" isAlert className={className}>
      {error.message}
      {error.requestId && (
        <span className="mt-1 flex items-center gap-1 text-meta text-muted">
          Request <Mono isCopyable>{error.requestId}</Mono>
        </span>
      )}
    </Callout>
  )
}
