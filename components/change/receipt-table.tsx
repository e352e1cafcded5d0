import { Check, CircleDashed } from 'lucide-react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { duration } from '#components/ui/time-format.ts'
import type { ChangeReceipt } from '#lib/change/schema.ts'

/** What each gateway says of one revision: since when, how fast, and what its workers answered when they tried. */
export function ReceiptTable({ receipts }: { receipts: ChangeReceipt[] }) {
  return (
    <DataTable
      label="Receipts"
      rows={receipts}
      rowKey={(row) => row.gateway.id}
      empty={
        <p className="px-4 py-8 text-center text-table text-muted">
          No gateway is registered in this environment
        </p>
      }
      columns={[
        {
          id: 'gateway',
          header: 'Gateway',
          cell: (row) => (
            <span className="flex items-center gap-2 whitespace-nowrap font-medium">
              {row.enforcedAt ? (
                <Check className="size-4 text-success-text" aria-label="Enforced" />
              ) : (
                <CircleDashed className="size-4 text-muted" aria-label="Waited for" />
              )}
              {row.gateway.name}
            </span>
          ),
        },
        {
          id: 'latency',
          header: 'Enforced after',
          isNumeric: true,
          cell: (row) =>
            row.latencyMs === null ? (
              <span className="text-muted">{row.waiting ?? 'on its way'}</span>
            ) : (
              <span className="whitespace-nowrap">{duration(row.latencyMs)}</span>
            ),
        },
        {
          id: 'applied',
          header: 'To swap',
          isNumeric: true,
          hideBelow: 'lg',
          cell: (row) => ms(row.appliedMs),
        },
        {
          id: 'proved',
          header: 'To prove',
          isNumeric: true,
          hideBelow: 'lg',
          cell: (row) => ms(row.provedMs),
        },
        { id: 'proof', header: 'Proof', hideBelow: 'sm', cell: (row) => <Proof proof={row.proof} /> },
      ]}
    />
  )
}

const ms = (value: number | null): string => (value === null ? '–' : `${value.toFixed(1)}\u00a0ms`)

function Proof({ proof }: Pick<ChangeReceipt, 'proof'>) {
  if (proof.length === 0) return <span className="text-muted">–</span>
  return (
    <ul className="flex flex-col gap-0.5">
      {proof.slice(0, 5).map(({ resource, observed, workers }) => (
        <li key={`${resource.kind}/${resource.id}`} className="whitespace-normal">
          {resource.kind}: <code className="font-mono">{observed}</code> by {workers}{' '}
          {workers === 1 ? 'worker' : 'workers'}
        </li>
      ))}
      {proof.length > 5 && <li className="text-muted">and {proof.length - 5} more</li>}
    </ul>
  )
}
