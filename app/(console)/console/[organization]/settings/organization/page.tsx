import { OrganizationForm } from '#components/organization/organization-form.tsx'
import { Section } from '#components/patterns/section.tsx'
import { SandboxSetting } from '#components/sandbox/sandbox-setting.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { getSandbox } from '#lib/sandbox/queries.ts'
import { setSandboxAction, updateOrganizationAction } from '../actions.ts'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'Organization' }

const SANDBOX_WORDS =
  'Subscriptions of a sandbox’s applications live by a clock that you turn. Their invoices are tests, and never count as revenue.'

/** Name and address of the organization, and whether it is a sandbox. */
export default async function OrganizationPage({ params }: Props) {
  const { actor, organization } = await requireOrganization((await params).organization)
  const { organizationId } = organization
  const { isSandbox } = await getSandbox(actor, organizationId)
  const mayUpdate = can(actor, 'organization:update', organizationId)
  return (
    <>
      <Section title="Organization">
        <OrganizationForm
          organization={organization}
          isReadOnly={!mayUpdate}
          update={updateOrganizationAction}
        />
      </Section>
      <Section title="Sandbox" description={SANDBOX_WORDS}>
        <SandboxSetting
          slug={organization.slug}
          name={organization.name}
          isSandbox={isSandbox}
          set={mayUpdate ? setSandboxAction.bind(null, organizationId, !isSandbox) : null}
        />
      </Section>
    </>
  )
}
