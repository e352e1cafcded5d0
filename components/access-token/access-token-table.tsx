import { KeyRound } from 'lucide-react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { type AccessTokenItem, maskedToken } from '#lib/access-token/schema.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { RevokeAccessToken } from './revoke-access-token.tsx'

type Props = {
  tokens: AccessTokenItem[]
  nextCursor: string | null
  revoke: (id: string) => Promise<ActionResult<unknown>>
}

/** A person's tokens with their use. */
export function AccessTokenTable({ tokens, nextCursor, revoke }: Props) {
  return (
    <DataTable
      label="Access tokens"
      rows={tokens}
      rowKey={(row) => row.id}
      nextCursor={nextCursor}
      empty={
        <EmptyState isBare icon={<KeyRound />} title="No tokens yet">
          Make one to drive Gatehouse from scripts and CI.
        </EmptyState>
      }
      columns={[
        { id: 'name', header: 'Name', cell: (row) => <span className="font-medium">{row.name}</span> },
        {
          id: 'token',
          header: 'Token',
          cell: (row) => <code className="font-mono">{maskedToken(row.hint)}</code>,
        },
        { id: 'organization', header: 'Creates in', hideBelow: 'md', cell: (row) => row.organization.name },
        { id: 'status', header: 'State', cell: (row) => <StatusBadge status={row.status} /> },
        { id: 'used', header: 'Last used', hideBelow: 'sm', cell: (row) => <Time at={row.lastUsedAt} /> },
        {
          id: 'expires',
          header: 'Expires',
          hideBelow: 'lg',
          cell: (row) => <Time at={row.expiresAt} look="date" />,
        },
      ]}
      rowActions={(row) =>
        row.status === 'active' && <RevokeAccessToken name={row.name} revoke={revoke.bind(null, row.id)} />
      }
    />
  )
}
