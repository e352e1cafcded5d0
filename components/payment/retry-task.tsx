'use client'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props = { act: string; name: string; retry: () => Promise<ActionResult<unknown>> }

/** Takes up again what was given up. */
export function RetryTask({ act, name, retry }: Props) {
  return (
    <ConfirmDialog
      tone="primary"
      trigger={
        <Button size="small" aria-label={`Retry ${name}`}>
          Retry
        </Button>
      }
      title={`Retry ${name}`}
      consequence={`“${act}” is tried at once, and again for three days while Stripe refuses. It has one key at Stripe, so nothing is charged twice.`}
      confirmLabel="Retry"
      doneMessage="Taken up again"
      action={retry}
    />
  )
}
