import { PageHeader } from '#components/patterns/page-header.tsx'
import { NewProductForm } from '#components/product/new-product-form.tsx'
import { listApis } from '#lib/api/queries.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { createProductAction, findAudienceAction } from '../actions.ts'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'New product' }

export default async function NewProductPage({ params }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { organizationId } = organization
  const apis = await listApis(actor, { organizationId, limit: 100 })
  const listHref = `${base}/api-products`
  return (
    <div className="max-w-160">
      <PageHeader
        title="New product"
        description="A draft that only your organization sees. Plans and pages come next."
        breadcrumb={[{ label: 'API products', href: listHref }, { label: 'New' }]}
      />
      <NewProductForm
        apis={apis.data.map(({ id, name, slug }) => ({ id, name, slug }))}
        listHref={listHref}
        importHref={`${base}/apis/new`}
        create={createProductAction.bind(null, organizationId)}
        findAudience={findAudienceAction.bind(null, organizationId)}
      />
    </div>
  )
}
