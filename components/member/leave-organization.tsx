'use client'
import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

/** "Leave": ends one's own membership. */
export function LeaveOrganization({
  name,
  leave,
}: {
  name: string
  leave: () => Promise<ActionResult<unknown>>
}) {
  const router = useRouter()
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" variant="ghost">
          Leave
        </Button>
      }
      title={`Leave ${name}`}
      consequence="You lose access at once. To come back, somebody has to invite you."
      confirmLabel="Leave organization"
      action={leave}
      onDone={() => router.push('/console')}
    />
  )
}
