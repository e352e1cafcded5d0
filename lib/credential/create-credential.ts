import { digestKey, generateKey } from '#gateway-sync/contract/key.ts'
import { liveCredential, lockApplication } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { clockOf, subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError, invalidField } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { CreateCredential, LIVE_CREDENTIALS_MAX } from './schema.ts'

export type CreatedCredential = { id: string; secret: string; hint: string; revision: number }

/** By the organization's own clock, which a sandbox may have moved on. */
function expiryOf(expiresAt: string | null | undefined, now: Date): Date | null {
  if (!expiresAt) return null
  const at = new Date(expiresAt)
  if (at <= now) invalidField('expiresAt', 'Choose a time in the future.')
  return at
}

/**
 * Makes an API key for an application. The answer is the only place where the secret ever stands: the database and the
 * gateways know its digest. Keys overlap: a second one is made, put to use, and the old one revoked when it rests.
 */
export async function createCredential(actor: Actor, input: CreateCredential): Promise<CreatedCredential> {
  requireSignedIn(actor)
  const { applicationId, name, expiresAt: given } = parse(CreateCredential, input)
  const secret = generateKey()
  const id = newId('cred')
  const hint = secret.slice(-4)
  return transaction(async (tx) => {
    const application = await lockApplication(tx, actor, applicationId)
    const { organizationId } = application
    authorize(actor, 'credential:create', organizationId)
    const expiresAt = expiryOf(given, subscriptionNow(await clockOf(tx, organizationId)))
    const live = await tx.credential.count({ where: { applicationId, ...liveCredential() } })
    if (live >= LIVE_CREDENTIALS_MAX)
      throw new AppError(
        'invalid_state',
        `${application.name} has ${live} live keys, the most there may be. Revoke one that is not used.`,
      )
    await tx.credential.create({
      data: {
        id,
        applicationId,
        name,
        digest: digestKey(secret),
        hint,
        expiresAt,
        createdById: actor.userId,
      },
    })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'credential.created',
      object: { kind: 'credential', id, name },
      after: { application: application.name, name, hint, expiresAt },
    })
    const revision = await configChange(tx, { touched: [{ kind: 'credential', id }], auditEntryId })
    return { id, secret, hint, revision }
  })
}
