import { DataTable } from '#components/patterns/data-table.tsx'
import { Time } from '#components/ui/time.tsx'
import type { GatewayEventItem } from '#lib/gateway/schema.ts'

const label = (kind: string): string => kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ')

const detailText = (detail: Record<string, unknown>): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ')

/** What happened on a gateway's connection, newest first. */
export function GatewayEvents({
  events,
  nextCursor,
}: {
  events: GatewayEventItem[]
  nextCursor: string | null
}) {
  return (
    <DataTable
      label="Events"
      isDense
      rows={events}
      rowKey={(row) => row.id}
      nextCursor={nextCursor}
      empty={<p className="px-4 py-8 text-center text-table text-muted">Nothing happened yet</p>}
      columns={[
        { id: 'at', header: 'When', cell: (row) => <Time at={row.createdAt} look="exact" /> },
        {
          id: 'kind',
          header: 'Event',
          cell: (row) => <span className="font-medium">{label(row.kind)}</span>,
        },
        {
          id: 'detail',
          header: 'Detail',
          className: 'max-w-lg',
          cell: (row) => (
            <span className="block truncate text-muted" title={detailText(row.detail)}>
              {detailText(row.detail)}
            </span>
          ),
        },
      ]}
    />
  )
}
