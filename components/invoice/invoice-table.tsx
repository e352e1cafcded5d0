import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { InvoiceItem } from '#lib/invoice/schema/invoice.ts'

type Props = {
  invoices: InvoiceItem[]
  /** Whose name stands beside each: the other side's. */
  party: 'customer' | 'provider'
  nextCursor?: string | null
  hrefOf: (id: string) => string
  empty: ReactNode
}

/** Invoices of one side, newest first. */
export function InvoiceTable({ invoices, party, nextCursor, hrefOf, empty }: Props) {
  return (
    <DataTable
      label="Invoices"
      rows={invoices}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        {
          id: 'number',
          header: 'Number',
          cell: (row) => <span className="font-medium">{row.number ?? 'Not numbered yet'}</span>,
        },
        {
          id: 'party',
          header: party === 'customer' ? 'Customer' : 'Provider',
          cell: (row) => row[party].name,
        },
        { id: 'product', header: 'Product', hideBelow: 'md', cell: (row) => row.productName },
        { id: 'status', header: 'State', cell: (row) => <InvoiceStatusBadge invoice={row} /> },
        {
          id: 'issued',
          header: 'Issued',
          hideBelow: 'lg',
          cell: (row) => <Time at={row.issuedAt} fallback="–" />,
        },
        {
          id: 'total',
          header: 'Total',
          isNumeric: true,
          cell: (row) => formatMoney(row.total, row.currency),
        },
      ]}
    />
  )
}

type Stated = Pick<InvoiceItem, 'status' | 'isOverdue' | 'isSandbox'>

/** An invoice's state in a word, and whether it is one of a test. */
export function InvoiceStatusBadge({ invoice }: { invoice: Stated }) {
  const { status, isOverdue, isSandbox } = invoice
  return (
    <span className="inline-flex items-center gap-1.5">
      {isOverdue ? (
        <StatusBadge status="overdue" tone="danger" />
      ) : (
        <StatusBadge
          status={status}
          tone={status === 'paid' ? 'success' : status === 'void' ? 'neutral' : 'warning'}
        />
      )}
      {isSandbox && <Badge>Sandbox</Badge>}
    </span>
  )
}
