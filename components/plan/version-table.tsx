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
        { id: 'version', header: 'Version', cell: (row) => <VersionName version={row} /> },
        {
          id: 'since',
          header: 'Since',
          hideBelow: 'sm',
          cell: (row) => <Time at={row.createdAt} look="date" />,
        },
        {
          id: 'terms',
          header: 'Terms',
          hideBelow: 'sm',
          className: 'whitespace-normal',
          cell: (row) => (
            <div className="py-1.5">
              <p>{formatPrice(row.pricing)}</p>
              <p className="text-meta text-muted">
                {formatRateLimit(row.rateLimit)} · {formatQuota(row.quota)}
              </p>
            </div>
          ),
        },
        {
          id: 'subscriptions',
          header: 'Subscriptions',
          isNumeric: true,
          cell: (row) => <Subscribers version={row} />,
        },
      ]}
    />
  )
}

function VersionName({ version }: { version: PlanVersion }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span className="font-medium tabular-nums">Version {version.version}</span>
      {!version.supersededAt && <Badge tone="accent">Offered</Badge>}
      <span className="basis-full text-meta text-muted sm:hidden">{formatPrice(version.pricing)}</span>
    </span>
  )
}

function Subscribers({ version }: { version: PlanVersion }) {
  const { liveSubscriptions, movingSubscriptions } = version
  return (
    <span className="whitespace-nowrap">
      {liveSubscriptions.toLocaleString('en')}
      {movingSubscriptions > 0 && (
        <span className="text-muted">, {movingSubscriptions.toLocaleString('en')} moving</span>
      )}
    </span>
  )
}
