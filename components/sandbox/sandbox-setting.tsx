'use client'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props = {
  slug: string
  name: string
  isSandbox: boolean
  /** Makes it the other; null where the reader may not. */
  set: (() => Promise<ActionResult<unknown>>) | null
}

/** Whether an organization is a sandbox, and the change of it. */
export function SandboxSetting({ slug, name, isSandbox, set }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p>{isSandbox ? 'This organization is a sandbox.' : 'This organization is an ordinary one.'}</p>
      {isSandbox && <LinkButton href={`/sandbox/${slug}`}>Open the sandbox</LinkButton>}
      {set && (
        <ConfirmDialog
          trigger={<Button>{isSandbox ? 'Make it an ordinary one' : 'Make it a sandbox'}</Button>}
          tone="primary"
          title={isSandbox ? `Make ${name} an ordinary organization` : `Make ${name} a sandbox`}
          consequence={
            isSandbox
              ? 'Its subscriptions live by the real clock from then on, and their invoices are owed. It goes only while nothing was subscribed to and its clock was not moved.'
              : 'Its subscriptions live by a clock that its members turn, and their invoices are tests. It goes only while none of its applications has ever subscribed.'
          }
          confirmLabel={isSandbox ? 'Make it an ordinary one' : 'Make it a sandbox'}
          doneMessage={isSandbox ? 'It is an ordinary organization' : 'It is a sandbox'}
          action={set}
        />
      )}
    </div>
  )
}
