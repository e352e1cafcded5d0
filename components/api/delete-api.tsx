'use client'
import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props = { name: string; listHref: string; remove: () => Promise<ActionResult<unknown>> }

/** "Delete API": its versions go with it. */
export function DeleteApi({ name, listHref, remove }: Props) {
  const router = useRouter()
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">Delete API</Button>}
      title={`Delete API “${name}”`}
      consequence="All its versions and original documents go with it, for good."
      confirmLabel="Delete API"
      typeToConfirm={name}
      doneMessage="API deleted"
      action={remove}
      onDone={() => router.push(listHref)}
    />
  )
}
