'use client'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

/** "Remove": ends a membership; the person keeps their account. */
export function RemoveMember({
  name,
  remove,
}: {
  name: string
  remove: () => Promise<ActionResult<unknown>>
}) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" variant="danger-quiet" aria-label={`Remove ${name}`}>
          Remove
        </Button>
      }
      title={`Remove ${name}`}
      consequence="They lose access to this organization at once, in the browser and by their tokens. What they created stays."
      confirmLabel="Remove member"
      doneMessage="Member removed"
      action={remove}
    />
  )
}
