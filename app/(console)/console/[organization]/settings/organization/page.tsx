import { OrganizationForm } from '#components/organization/organization-form.tsx'
import { Section } from '#components/patterns/section.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { updateOrganizationAction } from '../actions.ts'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'Organization' }

/** Name and address of the organization. */
export default async function OrganizationPage({ params }: Props) {
  const { actor, organization } = await requireOrganization((await params).organization)
  return (
    <Section title="Organization">
      <OrganizationForm
        organization={organization}
        isReadOnly={!can(actor, 'organization:update', organization.organizationId)}
        update={updateOrganizationAction}
      />
    </Section>
  )
}
