import type { ReactNode } from 'react'
import { InvoiceStatusBadge } from '#components/invoice/invoice-table.tsx'
import { DataTable } from '#components/patterns/data-table.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { InvoiceItem } from '#lib/invoice/schema/invoice.ts'

type Props = { invoices: InvoiceItem[]; acts: (invoice: InvoiceItem) => ReactNode }

const steps: Record<string, string> = {
  retrying: 'Payment failed or reminded of',
  grace: 'Suspension is next',
  suspended: 'Suspended for it',
}

/** What the sandbox was invoiced for, and how its payments end. */
export function SandboxInvoices({ invoices, acts }: Props) {
  return (
    <DataTable
      label="Invoices of the sandbox"
      rows={invoices}
      rowKey={(row) => row.id}
      rowHref={(row) => `/invoices/${row.id}`}
      rowActions={acts}
      columns={[
        {
          id: 'number',
          header: 'Number',
          cell: (row) => <span className="font-medium">{row.number ?? 'Not numbered yet'}</span>,
        },
        {
          id: 'product',
          header: 'For',
          hideBelow: 'lg',
          cell: (row) => `${row.productName}, ${row.planName}`,
        },
        {
          id: 'state',
          header: 'State',
          cell: (row) => (
            <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <InvoiceStatusBadge invoice={{ ...row, isSandbox: false }} />
              {steps[row.dunningStatus] && (
                <span className="text-meta text-muted">{steps[row.dunningStatus]}</span>
              )}
            </span>
          ),
        },
        {
          id: 'due',
          header: 'Due',
          hideBelow: 'md',
          cell: (row) => <Time at={row.dueAt} look="date" fallback="–" />,
        },
        {
          id: 'total',
          header: 'Total',
          isNumeric: true,
          hideBelow: 'sm',
          cell: (row) => formatMoney(row.total, row.currency),
        },
      ]}
      empty={
        <EmptyState isBare title="No invoices yet">
          Subscribe to a plan with a price, or move the clock to the end of a period.
        </EmptyState>
      }
    />
  )
}
