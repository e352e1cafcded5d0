import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { lockApplication } from './lock-application.ts'
import { nameTaken } from './name-taken.ts'
import { UpdateApplication } from './schema.ts'

/** Renames or describes an application. Gateways know it by its id only, so no revision is made. */
export async function updateApplication(actor: Actor, input: UpdateApplication): Promise<{ id: string }> {
  requireSignedIn(actor)
  const { id, ...wanted } = parse(UpdateApplication, input)
  return transaction(async (tx) => {
    const { organizationId, id: _, ...before } = await lockApplication(tx, actor, id)
    authorize(actor, 'application:update', organizationId)
    const after = {
      name: wanted.name ?? before.name,
      description: wanted.description ?? before.description,
    }
    if (after.name === before.name && after.description === before.description) return { id }
    await tx.application.update({ where: { id }, data: after })
    await audit(tx, actor, {
      organizationId,
      event: 'application.updated',
      object: { kind: 'application', id, name: after.name },
      before,
      after,
    })
    return { id }
  }).catch(nameTaken(wanted.name ?? ''))
}
