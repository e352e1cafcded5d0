import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { formatHeadline, formatTrial } from '#lib/billing/schema/format-price.ts'
import { formatApproval, formatQuota, formatRateLimit, type OfferedTerms } from '#lib/plan/schema.ts'
import { PriceTerms, Term } from './price-terms.tsx'

type Props = {
  plan: OfferedTerms
  /** Beside the name: its state. */
  badge?: ReactNode
  /** At the foot: what the reader may do. */
  children?: ReactNode
}

/**
 * A plan as readers compare it: the same terms in the same place. Side by side in a grid, cards share their rows, so that
 * terms stand level whatever the descriptions' lengths.
 */
export function PlanCard({ plan, badge, children }: Props) {
  const limits = [formatRateLimit(plan.rateLimit), formatQuota(plan.quota), formatApproval(plan.approval)]
  return (
    <Card className="row-span-5 grid grid-rows-subgrid gap-y-0 p-4">
      <div className="flex min-w-0 items-center justify-between gap-2">
        <h3 className="min-w-0 truncate text-section" title={plan.name}>
          {plan.name}
        </h3>
        {badge}
      </div>
      <Headline plan={plan} />
      <p className="mt-2 text-pretty break-words text-table text-muted">{plan.description}</p>
      <ul className="mt-4 flex flex-col gap-2 text-table">
        {plan.pricing && <PriceTerms pricing={plan.pricing} />}
        {limits.map((limit) => (
          <Term key={limit}>{limit}</Term>
        ))}
      </ul>
      {children && <div className="mt-5 flex flex-col justify-end">{children}</div>}
    </Card>
  )
}

/** What the plan costs at first sight, and what is free before. */
function Headline({ plan: { pricing } }: { plan: OfferedTerms }) {
  const { amount, per } = formatHeadline(pricing)
  const trial = pricing && formatTrial(pricing)
  return (
    <p className="mt-2 flex flex-wrap items-baseline gap-x-1.5 tabular-nums">
      <span className="text-title">{amount}</span>
      {per && <span className="text-table text-muted">{per}</span>}
      {trial && <span className="w-full text-table text-muted">{trial}</span>}
    </p>
  )
}
