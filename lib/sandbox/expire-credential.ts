import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { lockSandbox } from './require-sandbox.ts'
import { type SandboxChanged, SandboxObject } from './schema.ts'

/** Lets a key of a sandbox expire now: gateways refuse it as any key whose time has come. A second call changes nothing. */
export async function expireCredential(actor: Actor, input: SandboxObject): Promise<SandboxChanged> {
  requireSignedIn(actor)
  const { id } = parse(SandboxObject, input)
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "credential" WHERE "id" = ${id} FOR UPDATE`
    const credential = await tx.credential.findFirst({
      where: { id, application: { organizationId: organizationIdsOf(actor) } },
      select: {
        name: true,
        expiresAt: true,
        revokedAt: true,
        application: { select: { organizationId: true } },
      },
    })
    if (!credential) notFound('credential', id)
    const { organizationId } = credential.application
    const organization = await lockSandbox(tx, actor, 'credential:revoke', organizationId)
    const now = subscriptionNow(organization)
    if (credential.expiresAt && credential.expiresAt <= now)
      return { id, revision: await lastRevisionOf(tx, id) }
    if (credential.revokedAt)
      throw new AppError('invalid_state', 'The key was revoked: it cannot expire any more.')
    await tx.credential.update({ where: { id }, data: { expiresAt: now } })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'sandbox.credential_expired',
      object: { kind: 'credential', id, name: credential.name },
      before: { expiresAt: credential.expiresAt },
      after: { expiresAt: now },
    })
    const touched = [{ kind: 'credential' as const, id }]
    return { id, revision: await configChange(tx, { touched, auditEntryId, isUrgent: true }) }
  })
}
