'use client'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

/** "Make current": goes back, or forward again, to an imported document. */
export function SetCurrentVersion({
  number,
  set,
}: {
  number: number
  set: () => Promise<ActionResult<unknown>>
}) {
  return (
    <ConfirmDialog
      trigger={<Button>Make current</Button>}
      tone="primary"
      title={`Make import ${number} current`}
      consequence="The portal shows it, and gateways meter by its operations. The other versions stay."
      confirmLabel="Make current"
      doneMessage={`Import ${number} is current`}
      action={set}
    />
  )
}
