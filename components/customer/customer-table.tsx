import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { CustomerItem } from '#lib/customer/schema.ts'
import { SumList } from './sum-list.tsx'

type Props = {
  customers: CustomerItem[]
  nextCursor?: string | null
  hrefOf: (id: string) => string
  empty: ReactNode
}

/** Who pays the organization, and how that stands. */
export function CustomerTable({ customers, nextCursor, hrefOf, empty }: Props) {
  return (
    <DataTable
      label="Customers"
      rows={customers}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        {
          id: 'name',
          header: 'Customer',
          cell: (row) => (
            <span className="inline-flex items-center gap-1.5">
              {row.legalName || row.consumer.name}
              {row.isSandbox && <Badge>Sandbox</Badge>}
            </span>
          ),
        },
        { id: 'organization', header: 'Organization', hideBelow: 'md', cell: (row) => row.consumer.name },
        {
          id: 'open',
          header: 'Open',
          isNumeric: true,
          cell: (row) => <SumList sums={row.sums} of="open" />,
        },
        {
          id: 'overdue',
          header: 'Overdue',
          isNumeric: true,
          hideBelow: 'sm',
          cell: (row) => <SumList sums={row.sums} of="overdue" />,
        },
        {
          id: 'paid',
          header: 'Paid',
          isNumeric: true,
          hideBelow: 'sm',
          cell: (row) => <SumList sums={row.sums} of="paid" />,
        },
        {
          id: 'since',
          header: 'Since',
          hideBelow: 'lg',
          cell: (row) => <Time at={row.createdAt} look="date" />,
        },
      ]}
    />
  )
}
