import { KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { type CredentialItem, maskedKey } from '#lib/credential/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'

type Props = {
  credentials: CredentialItem[]
  /** Where each revocation holds, by revision. */
  statuses: Map<number, RevisionStatus>
  fetchStatus: (revision: number) => Promise<RevisionStatus>
  /** The button that revokes; nothing where the reader may not. */
  revoke: (credential: CredentialItem) => ReactNode
  empty?: ReactNode
  nextCursor?: string | null
}

/** Keys with their use, and for revoked ones the proof that gateways refuse them. */
export function CredentialTable({ credentials, statuses, fetchStatus, revoke, empty, nextCursor }: Props) {
  return (
    <DataTable
      label="API keys"
      rows={credentials}
      rowKey={(row) => row.id}
      nextCursor={nextCursor}
      columns={[
        { id: 'name', header: 'Name', cell: (row) => <span className="font-medium">{row.name}</span> },
        { id: 'key', header: 'Key', cell: (row) => <code className="font-mono">{maskedKey(row.hint)}</code> },
        {
          id: 'state',
          header: 'State',
          cell: (row) => <State row={row} statuses={statuses} fetchStatus={fetchStatus} />,
        },
        {
          id: 'requests',
          header: 'Today',
          isNumeric: true,
          hideBelow: 'md',
          cell: (row) => row.requestsToday.toLocaleString('en'),
        },
        { id: 'used', header: 'Last used', hideBelow: 'md', cell: (row) => <Time at={row.lastUsedAt} /> },
        {
          id: 'expires',
          header: 'Expires',
          hideBelow: 'lg',
          cell: (row) => <Time at={row.expiresAt} look="date" />,
        },
      ]}
      rowActions={revoke}
      empty={
        empty ?? (
          <EmptyState isBare icon={<KeyRound />} title="No keys yet">
            An application proves itself with a key. Create one to make the first call.
          </EmptyState>
        )
      }
    />
  )
}

function State({
  row,
  statuses,
  fetchStatus,
}: { row: CredentialItem } & Pick<Props, 'statuses' | 'fetchStatus'>) {
  const status = row.revokedRevision === null ? undefined : statuses.get(row.revokedRevision)
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <StatusBadge status={row.status} />
      {status && (
        <Propagation initial={status} fetchStatus={fetchStatus.bind(null, status.revision)} verb="Refused" />
      )}
    </span>
  )
}
