'use client'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props = {
  /** The verb: "Use up the quota". */
  label: string
  /** Verb and object. */
  title: string
  /** What will happen. */
  consequence: ReactNode
  doneMessage: string
  action: () => Promise<ActionResult<unknown>>
  tone?: 'danger' | 'primary'
}

/** One thing that a sandbox lets happen at once: says what it will be, then does it. */
export function SandboxAct({ label, tone = 'danger', ...dialog }: Props) {
  return (
    <ConfirmDialog
      {...dialog}
      tone={tone}
      confirmLabel={label}
      trigger={
        <Button size="small" aria-label={dialog.title}>
          {label}
        </Button>
      }
    />
  )
}
