import { DataTable } from '#components/patterns/data-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { CurrentCost } from '#lib/invoice/schema/invoice.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'

type Row = { subscription: SubscriptionItem; cost: CurrentCost | undefined }

/** What the next invoice of each subscription comes to so far, and when it is made. */
export function UpcomingTable({ rows }: { rows: Row[] }) {
  return (
    <DataTable
      label="Next invoices"
      rows={rows}
      rowKey={({ subscription }) => subscription.id}
      rowHref={({ subscription }) => `/applications/${subscription.application.id}#${subscription.id}`}
      columns={[
        {
          id: 'plan',
          header: 'Subscription',
          cell: ({ subscription: { product, plan, application } }) => (
            <span className="block py-1.5">
              <span className="font-medium">
                {product.name}, {plan.name}
              </span>
              <span className="block text-meta text-muted">{application.name}</span>
            </span>
          ),
        },
        {
          id: 'provider',
          header: 'Provider',
          hideBelow: 'md',
          cell: ({ subscription }) => subscription.product.organization.name,
        },
        {
          id: 'next',
          header: 'Next invoice',
          cell: ({ subscription }) => (
            <span className="inline-flex flex-wrap items-center gap-1.5">
              <Time at={subscription.billing?.renewsAt} look="date" fallback="–" />
              <What subscription={subscription} />
            </span>
          ),
        },
        {
          id: 'cost',
          header: 'So far',
          isNumeric: true,
          cell: ({ cost }) => (cost ? formatMoney(cost.subtotal, cost.currency) : '–'),
        },
      ]}
    />
  )
}

/** What else happens on that day. */
function What({ subscription: { billing, isSandbox } }: { subscription: SubscriptionItem }) {
  return (
    <>
      {billing?.isTrial && <Badge tone="info">Trial ends</Badge>}
      {billing?.isCancelling && <Badge tone="warning">Ends then</Badge>}
      {billing?.nextPlan && <Badge tone="info">Moves to {billing.nextPlan.name}</Badge>}
      {isSandbox && <Badge>Sandbox</Badge>}
    </>
  )
}
