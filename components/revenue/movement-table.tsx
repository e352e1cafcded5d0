import { DataTable } from '#components/patterns/data-table.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { MovedPlan, PlanMovement } from '#lib/revenue/schema.ts'

type Props = { movements: PlanMovement[]; hrefOf: (plan: MovedPlan) => string }

/** How subscriptions began, ended and moved between plans and their versions, the most frequent first. */
export function MovementTable({ movements, hrefOf }: Props) {
  const planCell = (plan: MovedPlan | null, none: string) =>
    plan ? (
      <span className="inline-flex flex-wrap gap-x-1.5 whitespace-normal py-1">
        <TextLink href={hrefOf(plan)}>{plan.name}</TextLink>
        <span className="text-muted">
          version {plan.version} · {plan.product.name}
        </span>
      </span>
    ) : (
      <span className="text-muted">{none}</span>
    )
  return (
    <DataTable
      label="Movement between plans"
      rows={movements}
      rowKey={({ from, to }) => `${from?.id}/${to?.id}`}
      empty={
        <EmptyState isBare title="Nobody began, moved or ended">
          Not in this period, on a plan with a price.
        </EmptyState>
      }
      columns={[
        { id: 'from', header: 'From', cell: ({ from }) => planCell(from, 'New subscription') },
        { id: 'to', header: 'To', cell: ({ to }) => planCell(to, 'Ended') },
        {
          id: 'count',
          header: 'Subscriptions',
          isNumeric: true,
          cell: ({ count }) => count.toLocaleString('en'),
        },
      ]}
    />
  )
}
