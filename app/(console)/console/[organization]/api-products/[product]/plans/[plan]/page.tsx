import { notFound } from 'next/navigation'
import { revisionStatusAction } from '#app/actions/revision.ts'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { PlanEditor } from '#components/plan/plan-editor.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { PlanItem } from '#lib/plan/schema.ts'
import { listLastStatuses } from '#lib/revision/last-of-objects.ts'
import { updatePlanAction } from '../../../plan-actions.ts'
import { operationsOf, productOf } from '../../../product-of.ts'

type Props = { params: Promise<{ organization: string; product: string; plan: string }> }

export const metadata = { title: 'Plan' }

/** A plan's terms; saving them changes what its subscribers may do. */
export default async function PlanPage({ params }: Props) {
  const { organization, product: id, plan: planId } = await params
  const { actor, product, base, own, mayEditPlans } = await productOf(organization, id)
  const plan = product.plans.find((one) => one.id === planId)
  if (!plan) notFound()
  const status = (await listLastStatuses(actor, [planId])).get(planId)
  const operations = await operationsOf(organization, id)
  const listHref = `${own}/plans`
  return (
    <>
      <PageHeader
        title={plan.name}
        badge={plan.isClosed && <Badge>Closed</Badge>}
        description={
          status && (
            <Propagation
              key={status.revision}
              initial={status}
              fetchStatus={revisionStatusAction.bind(null, status.revision)}
            />
          )
        }
        breadcrumb={[
          { label: 'API products', href: `${base}/api-products` },
          { label: product.name, href: own },
          { label: 'Plans', href: listHref },
          { label: plan.name },
        ]}
      />
      <PlanEditor
        plan={plan}
        operations={operations}
        listHref={listHref}
        isReadOnly={!mayEditPlans}
        consequence={consequenceOf(plan)}
        save={updatePlanAction.bind(null, planId)}
      />
    </>
  )
}

function consequenceOf({ liveSubscriptions, product, pricing, version }: PlanItem): string | undefined {
  if (product.status === 'draft' || liveSubscriptions === 0) return undefined
  const who =
    liveSubscriptions === 1
      ? '1 subscription is'
      : `${liveSubscriptions.toLocaleString('en')} subscriptions are`
  if (pricing !== null)
    return `${who} on version ${version} and what it says. Other limits or another price make version ${version + 1}, for those who subscribe from then on or are moved to it.`
  return `${who} on this plan: new limits hold for them, too, as soon as the gateways have the change.`
}
