import { credentialKnownTo, lastRevisionOf, providersOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, can, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { RevokeCredential } from './schema.ts'

export type RevokedCredential = { id: string; status: 'revoked'; revision: number }

async function loadCredential(tx: Transaction, actor: Actor, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "credential" WHERE "id" = ${id} FOR UPDATE`
  const credential = await tx.credential.findFirst({
    where: { id, ...credentialKnownTo(actor) },
    select: {
      name: true,
      hint: true,
      revokedAt: true,
      application: {
        select: {
          name: true,
          organizationId: true,
          subscriptions: {
            select: { status: true, plan: { select: { product: { select: { organizationId: true } } } } },
          },
        },
      },
    },
  })
  return credential ?? notFound('credential', id)
}

/** The organization in whose name the actor revokes; throws `forbidden` when its role is too weak in all of them. */
function actingOrganization(actor: Actor, sides: string[], named: string | undefined): string {
  const allowed = sides.filter((organizationId) => can(actor, 'credential:revoke', organizationId))
  const wished = [named, actor.organizationId].find((organizationId) =>
    allowed.some((candidate) => candidate === organizationId),
  )
  if (wished) return wished
  if (allowed[0]) return allowed[0]
  const own = sides.find((side) => actor.memberships.some(({ organizationId }) => organizationId === side))
  authorize(actor, 'credential:revoke', own ?? sides[0]!)
  return own ?? sides[0]!
}

/**
 * Revokes a key for good: by its consumer, or by a provider whose product the application subscribes to. It travels
 * before everything else; `revision` is the one whose receipts prove that gateways refuse it. Repeating answers the
 * revision of the first revocation.
 */
export async function revokeCredential(actor: Actor, input: RevokeCredential): Promise<RevokedCredential> {
  requireSignedIn(actor)
  const { id, organizationId: named } = parse(RevokeCredential, input)
  return transaction(async (tx) => {
    const { name, hint, revokedAt, application } = await loadCredential(tx, actor, id)
    const sides = [application.organizationId, ...providersOf(application)]
    const organizationId = actingOrganization(actor, sides, named)
    if (revokedAt) return { id, status: 'revoked' as const, revision: await lastRevisionOf(tx, id) }
    await tx.credential.update({ where: { id }, data: { revokedAt: new Date() } })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'credential.revoked',
      object: { kind: 'credential', id, name },
      before: { application: application.name, name, hint, status: 'active' },
      after: { application: application.name, name, hint, status: 'revoked' },
    })
    const revision = await configChange(tx, {
      touched: [{ kind: 'credential', id }],
      auditEntryId,
      isUrgent: true,
    })
    return { id, status: 'revoked' as const, revision }
  })
}
