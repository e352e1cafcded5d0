import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { HttpStatus } from '#components/ui/http-status.tsx'
import { MethodBadge } from '#components/ui/method-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { duration } from '#components/ui/time-format.ts'
import type { DecisionListItem } from '#lib/decision/schema.ts'

type Props = {
  decisions: DecisionListItem[]
  empty: ReactNode
  nextCursor?: string | null
  hrefOf?: (id: string) => string
}

/** What gateways did with requests; each row opens the explanation. */
export function DecisionTable({ decisions, empty, nextCursor, hrefOf = (id) => `/decisions/${id}` }: Props) {
  return (
    <DataTable
      label="Requests"
      isDense
      rows={decisions}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        { id: 'at', header: 'When', cell: (row) => <Time at={row.at} /> },
        {
          id: 'request',
          header: 'Request',
          className: 'max-w-64',
          cell: (row) => (
            <span className="flex min-w-0 items-center gap-2">
              <MethodBadge method={row.method} />
              <code className="truncate font-mono" title={row.path}>
                {row.path}
              </code>
            </span>
          ),
        },
        { id: 'status', header: 'Status', cell: (row) => <HttpStatus status={row.status} /> },
        {
          id: 'why',
          header: 'Why',
          hideBelow: 'sm',
          cell: (row) => row.title ?? <span className="text-muted">Answered by the API</span>,
        },
        {
          id: 'duration',
          header: 'Took',
          isNumeric: true,
          hideBelow: 'lg',
          cell: (row) => duration(row.durationMs),
        },
        { id: 'gateway', header: 'Gateway', hideBelow: 'lg', cell: (row) => row.gateway.name },
      ]}
    />
  )
}
