import { notFound, redirect } from 'next/navigation'
import { revisionStatusAction } from '#app/actions/revision.ts'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { savingConsequence } from '#components/plan/consequence.ts'
import { PlanBadges } from '#components/plan/plan-badges.tsx'
import { PlanEditor } from '#components/plan/plan-editor.tsx'
import { findPlan } from '#lib/plan/queries.ts'
import { listLastStatuses } from '#lib/revision/last-of-objects.ts'
import { updatePlanAction } from '../../../plan-actions.ts'
import { operationsOf, productOf } from '../../../product-of.ts'
import { Versions } from './versions.tsx'

type Props = {
  params: Promise<{ organization: string; product: string; plan: string }>
  searchParams: Promise<{ version?: string }>
}

export const metadata = { title: 'Plan' }

/** A plan's terms, which saving changes, and its versions. An older one's address leads to where it is compared. */
export default async function PlanPage({ params, searchParams }: Props) {
  const { organization, product: id, plan: planId } = await params
  const { actor, product, base, own, mayEditPlans } = await productOf(organization, id)
  const plans = `${own}/plans`
  const plan = product.plans.find((one) => one.id === planId)
  if (!plan) {
    const older = await findPlan(actor, planId)
    if (!older?.supersededBy || older.product.id !== id) notFound()
    redirect(`${plans}/${older.supersededBy.id}?version=${older.version}#versions`)
  }
  const status = (await listLastStatuses(actor, [planId])).get(planId)
  const fetchStatus = status && revisionStatusAction.bind(null, status.revision)
  const editor = { plan, listHref: plans, isReadOnly: !mayEditPlans, consequence: savingConsequence(plan) }
  const { version } = await searchParams
  const versions = { actor, planId, own: `${plans}/${planId}`, compared: version, mayMove: mayEditPlans }
  return (
    <>
      <PageHeader
        title={plan.name}
        badge={<PlanBadges plan={plan} />}
        description={
          status && <Propagation key={status.revision} initial={status} fetchStatus={fetchStatus} />
        }
        breadcrumb={[
          { label: 'API products', href: `${base}/api-products` },
          { label: product.name, href: own },
          { label: 'Plans', href: plans },
          { label: plan.name },
        ]}
      />
      <PlanEditor
        {...editor}
        operations={await operationsOf(organization, id)}
        save={updatePlanAction.bind(null, planId)}
      />
      <Versions {...versions} />
    </>
  )
}
