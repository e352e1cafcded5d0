import { ApplicationForm } from '#components/application/application-form.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { requireActor } from '#lib/auth/session.ts'
import { can } from '#lib/core/authorize.ts'
import { createApplicationAction } from '../actions.ts'

export const metadata = { title: 'Register application' }

export default async function NewApplicationPage() {
  const actor = await requireActor('/applications/new')
  const organizations = actor.memberships
    .filter(({ organizationId }) => can(actor, 'application:create', organizationId))
    .map(({ organizationId, slug, name }) => ({ id: organizationId, slug, name }))
  return (
    <div className="mx-auto max-w-160">
      <PageHeader
        title="Register application"
        description="It gets keys and subscribes to plans."
        breadcrumb={[{ label: 'My applications', href: '/applications' }, { label: 'Register' }]}
      />
      <ApplicationForm
        organizations={organizations}
        create={createApplicationAction}
        then="/applications/:id"
      >
        <LinkButton href="/applications" variant="ghost">
          Cancel
        </LinkButton>
      </ApplicationForm>
    </div>
  )
}
