import { audit } from '#lib/core/audit.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { requirePerson } from '#lib/user/queries.ts'
import { RevokeAccessToken } from './schema.ts'

/** Ends one of the actor's own tokens, at once and for good. */
export async function revokeAccessToken(
  actor: Actor,
  input: RevokeAccessToken,
): Promise<{ id: string; status: 'revoked' }> {
  requirePerson(actor)
  const { id } = parse(RevokeAccessToken, input)
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "access_token" WHERE "id" = ${id} FOR UPDATE`
    const token =
      (await tx.accessToken.findFirst({ where: { id, userId: actor.userId } })) ?? notFound('token', id)
    if (token.revokedAt) return { id, status: 'revoked' as const }
    await tx.accessToken.update({ where: { id }, data: { revokedAt: new Date() } })
    await audit(tx, actor, {
      organizationId: token.organizationId,
      event: 'access_token.revoked',
      object: { kind: 'access_token', id, name: token.name },
    })
    return { id, status: 'revoked' as const }
  })
}
