import { audit } from '#lib/core/audit.ts'
import { authorize } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { requireSession } from '#lib/user/queries.ts'
import { CreateAccessToken } from './schema.ts'
import { describeSecret, generateAccessToken } from './secret.ts'

/**
 * Makes a token with which the management API acts as this person, with this person's roles at the time of each call.
 * The secret is answered once and stored nowhere. A token cannot make tokens.
 */
export async function createAccessToken(
  actor: Actor,
  input: CreateAccessToken,
): Promise<{ id: string; secret: string }> {
  requireSession(actor)
  const { name, organizationId, expiresAt } = parse(CreateAccessToken, input)
  authorize(actor, 'organization:read', organizationId)
  const id = newId('tok')
  const secret = generateAccessToken()
  await transaction(async (tx) => {
    await tx.accessToken.create({
      data: {
        id,
        userId: actor.userId,
        organizationId,
        name,
        ...describeSecret(secret),
        expiresAt: expiresAt ? new Date(expiresAt) : null,
      },
    })
    await audit(tx, actor, {
      organizationId,
      event: 'access_token.created',
      object: { kind: 'access_token', id, name },
      after: { name, expiresAt },
    })
  })
  return { id, secret }
}
