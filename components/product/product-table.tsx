import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatVisibility, type ProductItem } from '#lib/product/schema.ts'

type Props = {
  products: ProductItem[]
  nextCursor: string | null
  hrefOf: (id: string) => string
  empty: ReactNode
}

/** The provider's list: state, who sees it, what it holds. */
export function ProductTable({ products, nextCursor, hrefOf, empty }: Props) {
  return (
    <DataTable
      label="API products"
      rows={products}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        {
          id: 'name',
          header: 'Name',
          className: 'max-w-64',
          cell: (row) => (
            <span className="block truncate font-medium" title={row.name}>
              {row.name}
            </span>
          ),
        },
        { id: 'status', header: 'State', cell: (row) => <StatusBadge status={row.status} /> },
        {
          id: 'visibility',
          header: 'Who sees it',
          hideBelow: 'lg',
          cell: (row) => (row.status === 'draft' ? 'Nobody yet' : formatVisibility(row.visibility)),
        },
        {
          id: 'apis',
          header: 'APIs',
          hideBelow: 'md',
          className: 'max-w-56',
          cell: (row) => {
            const names = row.apis.map(({ name }) => name).join(', ')
            return (
              <span className="block truncate" title={names}>
                {names || '–'}
              </span>
            )
          },
        },
        { id: 'plans', header: 'Plans', isNumeric: true, hideBelow: 'sm', cell: (row) => row.planCount },
        {
          id: 'subscriptions',
          header: 'Subscriptions',
          isNumeric: true,
          hideBelow: 'sm',
          cell: (row) => row.liveSubscriptions.toLocaleString('en'),
        },
        { id: 'updated', header: 'Changed', hideBelow: 'md', cell: (row) => <Time at={row.updatedAt} /> },
      ]}
    />
  )
}
