'use client'
import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props = {
  name: string
  counts: { plans: number; pages: number }
  listHref: string
  remove: () => Promise<ActionResult<unknown>>
}

/** "Delete product": its plans and pages go with it. */
export function DeleteProduct({ name, counts, listHref, remove }: Props) {
  const router = useRouter()
  const parts = `${counts.plans} ${counts.plans === 1 ? 'plan' : 'plans'} and ${counts.pages} ${counts.pages === 1 ? 'page' : 'pages'}`
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">Delete product</Button>}
      title={`Delete “${name}”`}
      consequence={`Its ${parts} go with it, for good. Its APIs stay.`}
      confirmLabel="Delete product"
      doneMessage="Product deleted"
      action={remove}
      onDone={() => router.push(listHref)}
    />
  )
}
