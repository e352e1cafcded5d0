import { ImportApi } from '#components/api/import-api.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { importApiAction } from '../actions.ts'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'Import API' }

export default async function NewApiPage({ params }: Props) {
  const { organization, base } = await requireOrganization((await params).organization)
  return (
    <div className="max-w-160">
      <PageHeader
        title="Import API"
        description="OpenAPI 2.0, 3.0 or 3.1, as JSON or YAML, up to 20 MB."
        breadcrumb={[{ label: 'APIs', href: `${base}/apis` }, { label: 'Import' }]}
      />
      <ImportApi
        run={importApiAction.bind(null, organization.organizationId)}
        doneHref={`${base}/apis/:id`}
        hasDetails
      />
    </div>
  )
}
