import { Check } from 'lucide-react'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { formatApproval, formatQuota, formatRateLimit, type PlanOffer } from '#lib/plan/schema.ts'

type Props = { plans: PlanOffer[]; hrefOf: ((plan: PlanOffer) => string) | null }

/** Plans side by side: the same terms in the same place. `hrefOf` null (a preview) shows no buttons. */
export function PlanGrid({ plans, hrefOf }: Props) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {plans.map((plan, index) => (
        <Card key={plan.id} className="flex flex-col p-4">
          <h3 className="text-section">{plan.name}</h3>
          {plan.description && <p className="mt-1 text-pretty text-table text-muted">{plan.description}</p>}
          <ul className="mt-4 mb-5 flex flex-1 flex-col gap-2 text-table">
            {[formatRateLimit(plan.rateLimit), formatQuota(plan.quota), formatApproval(plan.approval)].map(
              (term) => (
                <li key={term} className="flex items-start gap-2">
                  <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
                  {term}
                </li>
              ),
            )}
          </ul>
          {hrefOf && (
            <LinkButton
              href={hrefOf(plan)}
              variant={index === 0 ? 'primary' : 'secondary'}
              aria-label={`Choose ${plan.name}`}
            >
              Choose {plan.name}
            </LinkButton>
          )}
        </Card>
      ))}
    </div>
  )
}
