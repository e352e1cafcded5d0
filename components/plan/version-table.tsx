import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatPrice } from '#lib/billing/schema/format-price.ts'
import { formatQuota, formatRateLimit, type PlanVersion } from '#lib/plan/schema.ts'

type Props = {
  /** The newest first. */
  versions: PlanVersion[]
  /** Where a version is compared with the one that is offered. */
  hrefOf: (version: PlanVersion) => string
  /** What may be done with those who are on it. */
  actionsOf: (version: PlanVersion) => ReactNode
}

/** All versions of a plan: since when, what each costs, and who is still on it. */
export function VersionTable({ versions, hrefOf, actionsOf }: Props) {
  return (
    <DataTable
      label="Versions"
      rows={versions}
      rowKey={(row) => row.id}
      rowHref={(row) => (row.supersededAt ? hrefOf(row) : undefined)}
      rowActions={actionsOf}
      columns={[
        {
          id: 'version',
          header: 'Version',
          cell: (row) => (
            <span className="inline-flex items-center gap-2">
              <span className="font-medium tabular-nums">Version {row.version}</span>
              {!row.supersededAt && <Badge tone="accent">Offered</Badge>}
            </span>
          ),
        },
        {
          id: 'since',
          header: 'Since',
          hideBelow: 'sm',
          cell: (row) => <Time at={row.createdAt} look="date" />,
        },
        {
          id: 'price',
          header: 'Price',
          className: 'whitespace-normal',
          cell: (row) => formatPrice(row.pricing),
        },
        {
          id: 'limits',
          header: 'Limits',
          hideBelow: 'xl',
          cell: (row) => `${formatRateLimit(row.rateLimit)} · ${formatQuota(row.quota)}`,
        },
        {
          id: 'subscriptions',
          header: 'Subscriptions',
          isNumeric: true,
          hideBelow: 'sm',
          cell: (row) => <Subscribers version={row} />,
        },
      ]}
    />
  )
}

function Subscribers({ version }: { version: PlanVersion }) {
  const { liveSubscriptions, movingSubscriptions } = version
  return (
    <span>
      {liveSubscriptions.toLocaleString('en')}
      {movingSubscriptions > 0 && (
        <span className="text-muted">, {movingSubscriptions.toLocaleString('en')} moving</span>
      )}
    </span>
  )
}
