import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'

type Props = {
  subscriptions: SubscriptionItem[]
  nextCursor?: string | null
  hrefOf: (id: string) => string
  empty: ReactNode
}

/** The provider's list: who has which plan. */
export function SubscriptionTable({ subscriptions, nextCursor, hrefOf, empty }: Props) {
  return (
    <DataTable
      label="Subscriptions"
      rows={subscriptions}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        {
          id: 'application',
          header: 'Application',
          cell: (row) => <span className="font-medium">{row.application.name}</span>,
        },
        {
          id: 'organization',
          header: 'Organization',
          hideBelow: 'md',
          cell: (row) => row.application.organization.name,
        },
        { id: 'product', header: 'Product', cell: (row) => row.product.name },
        { id: 'plan', header: 'Plan', hideBelow: 'sm', cell: (row) => row.plan.name },
        { id: 'status', header: 'State', cell: (row) => <StatusBadge status={row.status} /> },
        { id: 'created', header: 'Asked', hideBelow: 'lg', cell: (row) => <Time at={row.createdAt} /> },
      ]}
    />
  )
}
