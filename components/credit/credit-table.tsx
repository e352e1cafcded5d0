import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { CreditItem } from '#lib/credit/schema.ts'

const looks: Record<CreditItem['status'], { label: string; tone: 'success' | 'warning' | 'neutral' }> = {
  usable: { label: 'Usable', tone: 'success' },
  waiting: { label: 'Waits for payment', tone: 'warning' },
  used: { label: 'Used up', tone: 'neutral' },
  expired: { label: 'Expired', tone: 'neutral' },
  voided: { label: 'Taken back', tone: 'neutral' },
}

type Props = {
  /** In the order in which usage takes them. */
  items: CreditItem[]
  currency: string
  invoiceHref: (id: string) => string
  actionsOf: (item: CreditItem) => ReactNode
}

/** A subscription's credits in the order of their use, and what is left of each. */
export function CreditTable({ items, currency, invoiceHref, actionsOf }: Props) {
  const money = (amount: bigint) => formatMoney(amount, currency)
  return (
    <DataTable
      label="Credits"
      rows={items}
      rowKey={(row) => row.id}
      rowActions={actionsOf}
      empty={
        <EmptyState isBare title="No credits">
          Grant some, for a trial or to make good, and its use is paid from them first.
        </EmptyState>
      }
      columns={[
        {
          id: 'note',
          header: 'Credit',
          cell: (row) => (
            <span className="block max-w-72 truncate font-medium" title={row.note}>
              {row.note || (row.source === 'bought' ? 'Bought' : 'Granted')}
            </span>
          ),
        },
        {
          id: 'status',
          header: 'State',
          hideBelow: 'sm',
          cell: (row) => <StatusBadge status={row.status} {...looks[row.status]} />,
        },
        {
          id: 'source',
          header: 'From',
          hideBelow: 'lg',
          cell: ({ invoiceId }) =>
            invoiceId ? <TextLink href={invoiceHref(invoiceId)}>Purchase</TextLink> : 'Grant',
        },
        {
          id: 'order',
          header: 'Order',
          isNumeric: true,
          hideBelow: 'lg',
          cell: (row) => row.priority.toLocaleString('en'),
        },
        {
          id: 'expires',
          header: 'Expires',
          hideBelow: 'md',
          cell: (row) => <Time at={row.expiresAt} look="date" />,
        },
        { id: 'left', header: 'Left', isNumeric: true, cell: (row) => money(row.left) },
        { id: 'amount', header: 'Of', isNumeric: true, hideBelow: 'sm', cell: (row) => money(row.amount) },
      ]}
    />
  )
}
