import { DeleteApplication } from '#components/application/delete-application.tsx'
import { EditApplication } from '#components/application/edit-application.tsx'
import { ObjectCommands } from '#components/patterns/object-commands.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { getApplication } from '#lib/application/queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { deleteApplicationAction, measureApplicationAction, updateApplicationAction } from '../actions.ts'

/** Name, organization, id, and what may be done with the application itself. */
export async function ApplicationHeader({ actor, id }: { actor: Actor; id: string }) {
  const application = await orNotFound(getApplication(actor, id))
  const { organization, name, description } = application
  return (
    <>
      <ObjectCommands
        name={name}
        id={id}
        links={[
          { label: 'All applications', href: '/applications' },
          { label: 'Subscribe to a product', href: '/catalogue' },
        ]}
      />
      <PageHeader
        title={name}
        breadcrumb={[{ label: 'My applications', href: '/applications' }, { label: name }]}
        description={
          <>
            {description && <p>{description}</p>}
            <p className="flex flex-wrap items-center gap-x-2 text-table">
              {organization.name} · <code className="font-mono text-meta">{id}</code>
              <CopyButton text={id} label="Copy id" />
            </p>
          </>
        }
        actions={
          <>
            {can(actor, 'application:update', organization.id) && (
              <EditApplication application={application} update={updateApplicationAction.bind(null, id)} />
            )}
            {can(actor, 'application:delete', organization.id) && (
              <DeleteApplication
                name={name}
                remove={deleteApplicationAction.bind(null, id)}
                measure={measureApplicationAction.bind(null, id)}
              />
            )}
          </>
        }
      />
    </>
  )
}
