import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { formatPrice, formatTrial } from '#lib/billing/schema/format-price.ts'
import { formatApproval, formatQuota, formatRateLimit, type OfferedTerms } from '#lib/plan/schema.ts'

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
  const terms = [
    ...(plan.pricing ? [formatPrice(plan.pricing), formatTrial(plan.pricing)] : []),
    formatRateLimit(plan.rateLimit),
    formatQuota(plan.quota),
    formatApproval(plan.approval),
  ].filter((term) => term !== null)
  return (
    <Card className="row-span-4 grid grid-rows-subgrid gap-y-0 p-4">
      <div className="flex min-w-0 items-center justify-between gap-2">
        <h3 className="min-w-0 truncate text-section" title={plan.name}>
          {plan.name}
        </h3>
        {badge}
      </div>
      <p className="mt-1 text-pretty break-words text-table text-muted">{plan.description}</p>
      <ul className="mt-4 flex flex-col gap-2 text-table">
        {terms.map((term) => (
          <li key={term} className="flex items-start gap-2 tabular-nums">
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
            {term}
          </li>
        ))}
      </ul>
      {children && <div className="mt-5 flex flex-col justify-end">{children}</div>}
    </Card>
  )
}
