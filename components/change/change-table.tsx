import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { Time } from '#components/ui/time.tsx'
import { type Change, eventLabel } from '#lib/change/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'

type Props = {
  changes: Change[]
  nextCursor?: string | null
  hrefOf: (id: string) => string
  fetchStatus: (revision: number) => Promise<RevisionStatus>
  empty: ReactNode
}

/** The history: what, who, when, and where it holds. */
export function ChangeTable({ changes, nextCursor, hrefOf, fetchStatus, empty }: Props) {
  return (
    <DataTable
      label="Changes"
      rows={changes}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        {
          id: 'what',
          header: 'Change',
          className: 'max-w-80',
          cell: (row) => (
            <span className="block truncate" title={row.object.name}>
              <span className="font-medium">{eventLabel(row.event)}</span>{' '}
              <span className="text-muted">{row.object.name}</span>
            </span>
          ),
        },
        {
          id: 'revision',
          header: 'Revision',
          isNumeric: true,
          hideBelow: 'md',
          cell: (row) => row.revision ?? '–',
        },
        {
          id: 'where',
          header: 'At the gateways',
          cell: (row) =>
            row.status ? (
              <Propagation initial={row.status} fetchStatus={fetchStatus.bind(null, row.status.revision)} />
            ) : (
              <span className="text-muted">Not concerned</span>
            ),
        },
        { id: 'who', header: 'By', hideBelow: 'md', cell: (row) => row.actor.name },
        { id: 'at', header: 'When', hideBelow: 'sm', cell: (row) => <Time at={row.at} /> },
      ]}
    />
  )
}
