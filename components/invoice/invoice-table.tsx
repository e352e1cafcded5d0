import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { InvoiceItem } from '#lib/invoice/schema/invoice.ts'

type Props = {
  invoices: InvoiceItem[]
  /** Whose name stands beside each: the other side's; none where all are of one. */
  party?: 'customer' | 'provider'
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
        ...(party
          ? [
              {
                id: 'party',
                header: party === 'customer' ? 'Customer' : 'Provider',
                cell: (row: InvoiceItem) => row[party].name,
              },
            ]
          : []),
        { id: 'product', header: 'Product', hideBelow: 'lg', cell: (row) => row.productName },
        {
          id: 'period',
          header: 'Period',
          hideBelow: 'xl',
          cell: (row) => <InvoicePeriod invoice={row} />,
        },
        { id: 'status', header: 'State', cell: (row) => <InvoiceStatusBadge invoice={row} /> },
        {
          id: 'issued',
          header: 'Issued',
          hideBelow: 'lg',
          cell: (row) => <Time at={row.issuedAt} look="date" fallback="–" />,
        },
        {
          id: 'due',
          header: 'Due',
          hideBelow: 'md',
          cell: (row) => <Time at={row.dueAt} look="date" fallback="–" />,
        },
        {
          id: 'open',
          header: 'Open',
          isNumeric: true,
          hideBelow: 'md',
          cell: (row) => (row.amountOpen === 0n ? '–' : formatMoney(row.amountOpen, row.currency)),
        },
        {
          id: 'total',
          header: 'Total',
          isNumeric: true,
          cell: (row) => (row.status === 'held' ? '–' : formatMoney(row.total, row.currency)),
        },
      ]}
    />
  )
}

/** The stretch that is billed; a purchase is for none. */
function InvoicePeriod({ invoice }: { invoice: InvoiceItem }) {
  if (invoice.kind === 'credits') return <span className="text-muted">Credits</span>
  return (
    <>
      <Time at={invoice.periodStartsAt} look="date" /> – <Time at={invoice.periodEndsAt} look="date" />
    </>
  )
}

type Stated = Pick<InvoiceItem, 'status' | 'isOverdue' | 'isSandbox'>

const TONES: Record<InvoiceItem['status'], Tone> = {
  held: 'warning',
  open: 'info',
  paid: 'success',
  void: 'neutral',
  uncollectible: 'danger',
}

/** An invoice's state in a word, and whether it is one of a test. */
export function InvoiceStatusBadge({ invoice }: { invoice: Stated }) {
  const { status, isOverdue, isSandbox } = invoice
  return (
    <span className="inline-flex items-center gap-1.5">
      {isOverdue ? (
        <StatusBadge status="overdue" tone="danger" />
      ) : (
        <StatusBadge status={status} tone={TONES[status]} />
      )}
      {isSandbox && <Badge>Sandbox</Badge>}
    </span>
  )
}
