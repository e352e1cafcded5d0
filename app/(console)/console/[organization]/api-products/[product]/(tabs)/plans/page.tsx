import { Gauge } from 'lucide-react'
import { revisionStatusAction } from '#app/actions/revision.ts'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Section } from '#components/patterns/section.tsx'
import { ManagePlan } from '#components/plan/manage-plan.tsx'
import { PlanBoard } from '#components/plan/plan-board.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { listLastStatuses } from '#lib/revision/last-of-objects.ts'
import { closePlanAction, deletePlanAction, reopenPlanAction } from '../../../plan-actions.ts'
import { productOf } from '../../../product-of.ts'

type Props = { params: Promise<{ organization: string; product: string }> }

export const metadata = { title: 'Plans' }

/** A product's plans side by side, as readers will compare them. */
export default async function PlansPage({ params }: Props) {
  const { organization, product: id } = await params
  const { actor, product, base, own, mayEditPlans } = await productOf(organization, id)
  const { plans } = product
  const statuses = await listLastStatuses(
    actor,
    plans.map((plan) => plan.id),
  )
  const editHref = (plan: { id: string }) => `${own}/plans/${plan.id}`
  const addButton = mayEditPlans && (
    <LinkButton href={`${own}/plans/new`} variant={plans.length === 0 ? 'primary' : 'secondary'}>
      Add plan
    </LinkButton>
  )
  if (plans.length === 0)
    return (
      <EmptyState icon={<Gauge />} title="No plans yet" action={addButton}>
        A plan says how often an application may call, and whether you approve its subscription by hand.
      </EmptyState>
    )
  return (
    <Section
      title="Plans"
      description="Side by side, as readers compare them. A closed plan is not shown to them."
      actions={addButton}
    >
      <PlanBoard
        plans={plans}
        statuses={statuses}
        fetchStatus={revisionStatusAction}
        hrefOf={editHref}
        subscriptionsHref={`${base}/subscriptions?productId=${id}`}
        menuOf={(plan) =>
          mayEditPlans && (
            <ManagePlan
              plan={plan}
              editHref={editHref(plan)}
              close={closePlanAction}
              reopen={reopenPlanAction}
              remove={deletePlanAction}
            />
          )
        }
      />
    </Section>
  )
}
