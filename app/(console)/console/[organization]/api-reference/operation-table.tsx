import { DataTable } from '#components/patterns/data-table.tsx'
import { MethodBadge } from '#components/ui/method-badge.tsx'

type Row = { id: string; method: string; path: string; summary: string }
type Props = { label: string; base: string; operations: Row[] }

/** The calls of one tag; each leads to its page. */
export function OperationTable({ label, base, operations }: Props) {
  return (
    <DataTable
      label={label}
      rows={operations}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `${base}/${id}`}
      isDense
      columns={[
        {
          id: 'summary',
          header: 'Call',
          className: 'md:w-1/2',
          cell: (row) => (
            <>
              {row.summary}
              <span className="flex font-normal md:hidden">
                <Address {...row} />
              </span>
            </>
          ),
        },
        { id: 'path', header: 'Method and path', hideBelow: 'md', cell: Address },
      ]}
    />
  )
}

function Address({ method, path }: Row) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <MethodBadge method={method} look="plain" className="w-14 justify-start" />
      <span
        className="font-mono text-meta max-md:whitespace-normal max-md:break-all md:truncate"
        title={path}
      >
        {path}
      </span>
    </span>
  )
}
