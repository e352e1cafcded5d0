import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { PaymentItem } from '#lib/payment/schema.ts'

const tones = { succeeded: 'success', failed: 'danger', refunded: 'neutral' } as const

type Props = {
  payments: PaymentItem[]
  nextCursor: string | null
  hrefOf: (invoiceId: string) => string
  empty: ReactNode
}

/** Money that came in, attempts that failed, and money that was given back; the newest first. */
export function PaymentTable({ payments, nextCursor, hrefOf, empty }: Props) {
  return (
    <DataTable
      label="Payments"
      rows={payments}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.invoiceId)}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        { id: 'invoice', header: 'Invoice', cell: (row) => row.invoiceNumber ?? 'Not numbered yet' },
        { id: 'customer', header: 'Customer', hideBelow: 'md', cell: (row) => row.customerName },
        {
          id: 'status',
          header: 'State',
          cell: (row) => <StatusBadge status={row.status} tone={tones[row.status]} />,
        },
        {
          id: 'by',
          header: 'By',
          hideBelow: 'lg',
          cell: (row) => (row.provider === 'stripe' ? 'Stripe' : 'Transfer'),
        },
        {
          id: 'reference',
          header: 'Reference',
          hideBelow: 'lg',
          cell: (row) => (
            <span className="block max-w-64 truncate" title={row.failure || row.reference}>
              {row.failure || row.reference || '–'}
            </span>
          ),
        },
        { id: 'at', header: 'When', hideBelow: 'sm', cell: (row) => <Time at={row.at} look="date" /> },
        {
          id: 'amount',
          header: 'Amount',
          isNumeric: true,
          cell: (row) => formatMoney(row.amount, row.currency),
        },
      ]}
    />
  )
}
