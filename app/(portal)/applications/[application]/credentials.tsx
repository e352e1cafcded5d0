import { revisionStatusAction } from '#app/actions/revision.ts'
import { CreateCredential } from '#components/credential/create-credential.tsx'
import { CredentialTable } from '#components/credential/credential-table.tsx'
import { RevokeCredential } from '#components/credential/revoke-credential.tsx'
import { Section } from '#components/patterns/section.tsx'
import { getApplication } from '#lib/application/queries.ts'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listCredentials } from '#lib/credential/queries.ts'
import { listRevisionStatuses } from '#lib/revision/queries.ts'
import { createCredentialAction, measureCredentialAction, revokeCredentialAction } from '../actions.ts'

type Props = { actor: Actor; id: string; curl: string | undefined }

/** The application's keys: create, watch, revoke with proof. */
export async function ApplicationCredentials({ actor, id, curl }: Props) {
  const [application, { data }] = await Promise.all([
    getApplication(actor, id),
    listCredentials(actor, { applicationId: id, limit: 100 }),
  ])
  const statuses = await listRevisionStatuses(
    actor,
    data.flatMap(({ revokedRevision }) => revokedRevision ?? []),
  )
  const mayCreate = can(actor, 'credential:create', application.organization.id)
  const mayRevoke = can(actor, 'credential:revoke', application.organization.id)
  return (
    <Section
      title="API keys"
      description="To rotate, create a second key, put it to use, and revoke the first when it is used no more."
      actions={
        mayCreate && (
          <CreateCredential applicationId={id} create={createCredentialAction.bind(null, id)} curl={curl} />
        )
      }
    >
      <CredentialTable
        credentials={data}
        statuses={statuses}
        fetchStatus={revisionStatusAction}
        revoke={(credential) =>
          mayRevoke &&
          credential.status !== 'revoked' && (
            <RevokeCredential
              name={credential.name}
              revoke={revokeCredentialAction.bind(null, credential.id)}
              measure={measureCredentialAction.bind(null, credential.id)}
            />
          )
        }
      />
    </Section>
  )
}
