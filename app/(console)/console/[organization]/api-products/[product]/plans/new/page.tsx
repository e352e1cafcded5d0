import { PageHeader } from '#components/patterns/page-header.tsx'
import { PlanEditor } from '#components/plan/plan-editor.tsx'
import { createPlanAction } from '../../../plan-actions.ts'
import { operationsOf, productOf } from '../../../product-of.ts'

type Props = { params: Promise<{ organization: string; product: string }> }

export const metadata = { title: 'New plan' }

export default async function NewPlanPage({ params }: Props) {
  const { organization, product: id } = await params
  const { product, base, own, mayEditPlans } = await productOf(organization, id)
  const operations = await operationsOf(organization, id)
  const listHref = `${own}/plans`
  return (
    <>
      <PageHeader
        title="New plan"
        description={`Terms on which applications may call ${product.name}.`}
        breadcrumb={[
          { label: 'API products', href: `${base}/api-products` },
          { label: product.name, href: own },
          { label: 'Plans', href: listHref },
          { label: 'New' },
        ]}
      />
      <PlanEditor
        plan={null}
        operations={operations}
        listHref={listHref}
        isReadOnly={!mayEditPlans}
        save={createPlanAction.bind(null, id)}
      />
    </>
  )
}
