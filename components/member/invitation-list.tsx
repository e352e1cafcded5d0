'use client'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { InvitationItem } from '#lib/member/schema.ts'

type Props = {
  invitations: InvitationItem[]
  mayManage: boolean
  revoke: (id: string) => Promise<ActionResult<unknown>>
}

/** Links that were handed out and not taken up yet. */
export function InvitationList({ invitations, mayManage, revoke }: Props) {
  return (
    <ul className="divide-y divide-line rounded-card border border-line">
      {invitations.map(({ id, email, role, expiresAt, isExpired }) => (
        <li key={id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
          <span className="min-w-0 flex-1 basis-48 truncate">
            {email} <span className="text-muted">as {role}</span>
          </span>
          {isExpired ? (
            <StatusBadge status="expired" />
          ) : (
            <span className="text-table text-muted">
              until <Time at={expiresAt} look="date" />
            </span>
          )}
          {mayManage && (
            <ConfirmDialog
              trigger={
                <Button
                  size="small"
                  variant="danger-quiet"
                  aria-label={`Withdraw the invitation of ${email}`}
                >
                  Withdraw
                </Button>
              }
              title={`Withdraw the invitation of ${email}`}
              consequence="Its link stops working."
              confirmLabel="Withdraw invitation"
              doneMessage="Invitation withdrawn"
              action={() => revoke(id)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
