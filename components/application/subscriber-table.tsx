import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { Time } from '#components/ui/time.tsx'
import type { SubscriberListItem } from '#lib/application/schema.ts'

type Props = {
  subscribers: SubscriberListItem[]
  nextCursor?: string | null
  hrefOf: (id: string) => string
  empty: ReactNode
}

/** The provider's list of applications. */
export function SubscriberTable({ subscribers, nextCursor, hrefOf, empty }: Props) {
  return (
    <DataTable
      label="Applications"
      rows={subscribers}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        { id: 'name', header: 'Name', cell: (row) => <span className="font-medium">{row.name}</span> },
        { id: 'organization', header: 'Organization', cell: (row) => row.organization.name },
        {
          id: 'products',
          header: 'Products',
          hideBelow: 'md',
          className: 'max-w-72',
          cell: (row) => (
            <span className="block truncate">
              {row.subscriptions.map(({ product, plan }) => `${product.name} (${plan.name})`).join(', ')}
            </span>
          ),
        },
        { id: 'used', header: 'Last call', hideBelow: 'sm', cell: (row) => <Time at={row.lastUsedAt} /> },
      ]}
    />
  )
}
