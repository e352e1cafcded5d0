import { audit } from '#lib/core/audit.ts'
import { authorize, targetOrganizationId } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { nameTaken } from './name-taken.ts'
import { CreateApplication } from './schema.ts'

/**
 * Registers an application. Names are unique within an organization (`conflict`). Gateways do not know applications
 * before they have a key and a subscription, so no revision is made.
 */
export async function createApplication(actor: Actor, input: CreateApplication): Promise<{ id: string }> {
  const { name, description, organizationId: named } = parse(CreateApplication, input)
  const organizationId = targetOrganizationId(actor, named)
  authorize(actor, 'application:create', organizationId)
  const id = newId('app')
  await transaction(async (tx) => {
    await tx.application.create({ data: { id, organizationId, name, description } })
    await audit(tx, actor, {
      organizationId,
      event: 'application.created',
      object: { kind: 'application', id, name },
      after: { name, description },
    })
  }).catch(nameTaken(name))
  return { id }
}
