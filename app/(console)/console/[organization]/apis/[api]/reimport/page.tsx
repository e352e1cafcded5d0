import { ImportApi } from '#components/api/import-api.tsx'
import { Section } from '#components/patterns/section.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { reimportApiAction } from '../../actions.ts'

type Props = { params: Promise<{ organization: string; api: string }> }

export const metadata = { title: 'Import new version' }

export default async function ReimportPage({ params }: Props) {
  const { organization, api } = await params
  const { base } = await requireOrganization(organization)
  return (
    <Section
      title="Import new version"
      description="It becomes current at once; you see what it changed, and can go back."
      className="max-w-160"
    >
      <ImportApi run={reimportApiAction.bind(null, api)} doneHref={`${base}/apis/${api}/versions/:version`} />
    </Section>
  )
}
