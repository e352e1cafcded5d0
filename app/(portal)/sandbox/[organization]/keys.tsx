import { revisionStatusAction } from '#app/actions/revision.ts'
import { CredentialTable } from '#components/credential/credential-table.tsx'
import { SandboxAct } from '#components/sandbox/sandbox-act.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listCredentials } from '#lib/credential/queries.ts'
import { listRevisionStatuses } from '#lib/revision/queries.ts'
import { expireCredentialAction } from '../actions.ts'

/** The application's keys: each may be let expire, with the proof that it is refused. */
export async function SandboxKeys({ actor, applicationId }: { actor: Actor; applicationId: string }) {
  const { data } = await listCredentials(actor, { applicationId, limit: 100 })
  const statuses = await listRevisionStatuses(
    actor,
    data.flatMap(({ revokedRevision }) => revokedRevision ?? []),
  )
  return (
    <CredentialTable
      credentials={data}
      statuses={statuses}
      fetchStatus={revisionStatusAction}
      revoke={({ id, name, status, application }) =>
        status === 'active' &&
        can(actor, 'credential:revoke', application.organizationId) && (
          <SandboxAct
            label="Expire"
            title={`Expire the key “${name}”`}
            consequence="Gateways refuse it from now on with credential_expired, as any key whose time has come. This cannot be undone; make another key to go on."
            doneMessage="Key expired"
            action={expireCredentialAction.bind(null, id)}
          />
        )
      }
    />
  )
}
