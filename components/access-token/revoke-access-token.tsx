'use client'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

/** "Revoke" for a token of the management API. */
export function RevokeAccessToken({
  name,
  revoke,
}: {
  name: string
  revoke: () => Promise<ActionResult<unknown>>
}) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" variant="danger-quiet" aria-label={`Revoke token ${name}`}>
          Revoke
        </Button>
      }
      title={`Revoke token “${name}”`}
      consequence="Calls with it are refused from now on. This cannot be undone."
      confirmLabel="Revoke token"
      doneMessage="Token revoked"
      action={revoke}
    />
  )
}
