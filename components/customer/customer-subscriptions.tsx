import { DataTable } from '#components/patterns/data-table.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { CurrentCost } from '#lib/invoice/schema/invoice.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'

type Props = {
  subscriptions: SubscriptionItem[]
  /** By subscription, of those that are billed. */
  costs: Map<string, CurrentCost>
  hrefOf: (id: string) => string
}

/** What a customer subscribes to, what each comes to so far, and what is left of its credits. */
export function CustomerSubscriptions({ subscriptions, costs, hrefOf }: Props) {
  const moneyOf = (row: SubscriptionItem, of: 'subtotal' | 'creditsLeft') => {
    const cost = costs.get(row.id)
    return cost ? formatMoney(cost[of], cost.currency) : <span className="text-muted">–</span>
  }
  return (
    <DataTable
      label="Subscriptions"
      rows={subscriptions}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      empty={<p className="px-4 py-8 text-center text-table text-muted">No subscriptions</p>}
      columns={[
        { id: 'product', header: 'Product', cell: (row) => row.product.name },
        { id: 'plan', header: 'Plan', hideBelow: 'sm', cell: (row) => row.plan.name },
        { id: 'application', header: 'Application', hideBelow: 'md', cell: (row) => row.application.name },
        {
          id: 'status',
          header: 'State',
          cell: (row) => (
            <span className="inline-flex flex-wrap items-center gap-1.5">
              <StatusBadge status={row.status} />
              {row.suspendedFor === 'payment' && (
                <span className="whitespace-nowrap text-meta text-muted">for payment</span>
              )}
            </span>
          ),
        },
        { id: 'cost', header: 'Cost so far', isNumeric: true, cell: (row) => moneyOf(row, 'subtotal') },
        {
          id: 'credits',
          header: 'Credits left',
          isNumeric: true,
          hideBelow: 'sm',
          cell: (row) => moneyOf(row, 'creditsLeft'),
        },
      ]}
    />
  )
}
