import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { DriftItem } from '#lib/payment/schema.ts'

const names: Record<string, string> = { status: 'State', total: 'Total', paid: 'Paid', missing: 'Missing' }

type Props = {
  drift: DriftItem[]
  nextCursor: string | null
  hrefOf: (item: DriftItem) => string | undefined
  empty: ReactNode
}

/** Where Stripe says otherwise than we do, both sides beside each other. */
export function DriftTable({ drift, nextCursor, hrefOf, empty }: Props) {
  return (
    <DataTable
      label="Differences"
      rows={drift}
      rowKey={(row) => row.id}
      rowHref={hrefOf}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        { id: 'object', header: 'Of', cell: (row) => row.objectName },
        { id: 'what', header: 'What', cell: (row) => names[row.what] ?? row.what },
        { id: 'ours', header: 'Gatehouse', hideBelow: 'sm', cell: (row) => shown(row, row.ours) },
        { id: 'theirs', header: 'Stripe', hideBelow: 'sm', cell: (row) => shown(row, row.theirs) },
        {
          id: 'state',
          header: 'Now',
          cell: (row) =>
            row.repairedAt ? (
              <StatusBadge status="mended" tone="success" />
            ) : (
              <StatusBadge status="stands" tone="danger" />
            ),
        },
        { id: 'found', header: 'Found', hideBelow: 'md', cell: (row) => <Time at={row.foundAt} /> },
      ]}
    />
  )
}

/** Amounts are minor units, both ours and Stripe's. */
function shown({ what, currency }: DriftItem, value: string): string {
  if (value === '') return 'Not there'
  return currency && (what === 'total' || what === 'paid') ? formatMoney(value, currency) : value
}
