import { RadioTower } from 'lucide-react'
import { formatBytes } from '#components/patterns/chart-format.ts'
import { DataTable } from '#components/patterns/data-table.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Time } from '#components/ui/time.tsx'
import type { GatewayListItem } from '#lib/gateway/schema.ts'
import { GatewayState } from './gateway-state.tsx'

/** One row a gateway: state, revision, lag, lease, last seen. */
export function GatewayTable({
  gateways,
  hrefOf,
}: {
  gateways: GatewayListItem[]
  hrefOf: (id: string) => string
}) {
  return (
    <DataTable
      label="Gateways"
      rows={gateways}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      empty={
        <EmptyState isBare icon={<RadioTower />} title="No gateway yet">
          Register one and start it with its token: it connects out to sync and gets its configuration.
        </EmptyState>
      }
      columns={[
        { id: 'name', header: 'Name', cell: (row) => <span className="font-medium">{row.name}</span> },
        { id: 'state', header: 'State', cell: (row) => <GatewayState gateway={row} /> },
        { id: 'revision', header: 'Runs revision', isNumeric: true, cell: (row) => row.appliedRevision },
        {
          id: 'lag',
          header: 'Behind',
          isNumeric: true,
          hideBelow: 'md',
          cell: (row) => row.lagRevisions || '–',
        },
        {
          id: 'owed',
          header: 'Journal owed',
          isNumeric: true,
          hideBelow: 'lg',
          cell: (row) => formatBytes(row.owedBytes),
        },
        { id: 'seen', header: 'Last seen', hideBelow: 'sm', cell: (row) => <Time at={row.lastSeenAt} /> },
        {
          id: 'lease',
          header: 'Lease until',
          hideBelow: 'lg',
          cell: (row) => <Time at={row.leaseExpiresAt} look="exact" fallback="–" />,
        },
        { id: 'version', header: 'Version', hideBelow: 'xl', cell: (row) => row.version ?? '–' },
      ]}
    />
  )
}
