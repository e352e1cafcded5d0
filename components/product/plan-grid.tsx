import { PlanCard } from '#components/plan/plan-card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import type { PlanOffer } from '#lib/plan/schema.ts'

type Props = { plans: PlanOffer[]; hrefOf: ((plan: PlanOffer) => string) | null }

/** Plans side by side: the same terms in the same place. `hrefOf` null (a preview) shows no buttons. */
export function PlanGrid({ plans, hrefOf }: Props) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {plans.map((plan) => (
        <PlanCard key={plan.id} plan={plan}>
          {hrefOf && (
            <LinkButton href={hrefOf(plan)} aria-label={`Choose ${plan.name}`}>
              Choose {plan.name}
            </LinkButton>
          )}
        </PlanCard>
      ))}
    </div>
  )
}
