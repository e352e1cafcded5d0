import { ApiForm } from '#components/api/api-form.tsx'
import { DeleteApi } from '#components/api/delete-api.tsx'
import { Section } from '#components/patterns/section.tsx'
import { getApi } from '#lib/api/queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { deleteApiAction, updateApiAction } from '../../actions.ts'

type Props = { params: Promise<{ organization: string; api: string }> }

export const metadata = { title: 'API settings' }

/** Where the API is served from, and how long it may take. */
export default async function ApiSettingsPage({ params }: Props) {
  const { organization: slug, api: id } = await params
  const { actor, organization, base } = await requireOrganization(slug)
  const api = await orNotFound(getApi(actor, id))
  const { organizationId } = organization
  return (
    <>
      <Section title="Settings">
        <ApiForm
          api={api}
          isReadOnly={!can(actor, 'api:update', organizationId)}
          update={updateApiAction.bind(null, id)}
        />
      </Section>
      {can(actor, 'api:delete', organizationId) && (
        <Section title="Delete" description="Possible once no product holds it.">
          <DeleteApi name={api.name} listHref={`${base}/apis`} remove={deleteApiAction.bind(null, id)} />
        </Section>
      )}
    </>
  )
}
