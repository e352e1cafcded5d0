import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { MethodBadge } from '#components/ui/method-badge.tsx'

type Operation = {
  key: string
  method: string
  path: string
  summary: string
  tags: string[]
  isDeprecated: boolean
}

/** The operations of a document. */
export function OperationTable({ operations, empty }: { operations: Operation[]; empty: ReactNode }) {
  return (
    <DataTable
      label="Operations"
      isDense
      rows={operations}
      rowKey={(row) => row.key}
      empty={empty}
      columns={[
        {
          id: 'operation',
          header: 'Operation',
          className: 'max-w-96',
          cell: (row) => (
            <span className="flex min-w-0 items-center gap-2">
              <MethodBadge method={row.method} />
              <code className="truncate font-mono" title={row.path}>
                {row.path}
              </code>
            </span>
          ),
        },
        {
          id: 'summary',
          header: 'Summary',
          hideBelow: 'sm',
          className: 'max-w-80',
          cell: (row) => (
            <span className="flex items-center gap-2">
              <span className="truncate" title={row.summary}>
                {row.summary}
              </span>
              {row.isDeprecated && <Badge tone="warning">Deprecated</Badge>}
            </span>
          ),
        },
        { id: 'tag', header: 'Tag', hideBelow: 'lg', cell: (row) => row.tags[0] ?? '–' },
      ]}
    />
  )
}
