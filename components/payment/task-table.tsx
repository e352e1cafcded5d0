import { DataTable } from '#components/patterns/data-table.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { OutboundItem } from '#lib/payment/schema.ts'
import { RetryTask } from './retry-task.tsx'

const acts: Record<string, string> = {
  'stripe.invoice': 'Copy the invoice',
  'stripe.pay': 'Collect the invoice',
  'stripe.credit_note': 'Copy the credit note',
}

type Props = {
  tasks: OutboundItem[]
  hrefOf: (invoiceId: string) => string
  mayRetry: boolean
  retry: (id: string) => Promise<ActionResult<unknown>>
}

/** What did not reach Stripe yet, or was given up, with what Stripe said last. */
export function TaskTable({ tasks, hrefOf, mayRetry, retry }: Props) {
  return (
    <DataTable
      label="Work for Stripe"
      rows={tasks}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.invoiceId)}
      rowActions={(row) =>
        mayRetry &&
        row.status === 'failed' && (
          <RetryTask
            act={acts[row.kind] ?? row.kind}
            name={row.objectName}
            retry={retry.bind(null, row.id)}
          />
        )
      }
      empty={
        <EmptyState isBare title="Nothing waits">
          Every invoice, payment and credit note has reached Stripe.
        </EmptyState>
      }
      columns={[
        { id: 'object', header: 'For', cell: (row) => row.objectName },
        { id: 'kind', header: 'What', hideBelow: 'sm', cell: (row) => acts[row.kind] ?? row.kind },
        {
          id: 'status',
          header: 'State',
          cell: (row) => (
            <StatusBadge status={row.status} label={row.status === 'failed' ? 'Given up' : 'Waiting'} />
          ),
        },
        {
          id: 'attempts',
          header: 'Attempts',
          isNumeric: true,
          hideBelow: 'md',
          cell: (row) => row.attempts.toLocaleString('en'),
        },
        {
          id: 'error',
          header: 'Last error',
          hideBelow: 'lg',
          cell: (row) => (
            <span className="block max-w-80 truncate" title={row.lastError}>
              {row.lastError || '–'}
            </span>
          ),
        },
        {
          id: 'next',
          header: 'Next try',
          hideBelow: 'md',
          cell: (row) => (row.status === 'failed' ? '–' : <Time at={row.nextAttemptAt} />),
        },
      ]}
    />
  )
}
