import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { loadActor } from '#lib/user/queries.ts'
import { accessTokenStatus } from './schema.ts'
import { digestAccessToken } from './secret.ts'

const LAST_USED_EVERY_MS = 60_000

/**
 * Who a management-API token acts as: its person, with the roles of this moment. Throws `unauthenticated`, in the same
 * words, for a token that is unknown, expired or revoked. Notes when it was last used, to the minute.
 */
export async function loadTokenActor(secret: string): Promise<Actor> {
  const token = await db.accessToken.findUnique({ where: { digest: digestAccessToken(secret) } })
  const now = new Date()
  const isActive = token !== null && accessTokenStatus(token, now) === 'active'
  const person = isActive ? await loadActor(token.userId) : null
  if (!token || !person) {
    throw new AppError('unauthenticated', 'This access token is unknown, expired or revoked.')
  }
  const minuteAgo = new Date(now.getTime() - LAST_USED_EVERY_MS)
  if (!token.lastUsedAt || token.lastUsedAt < minuteAgo) {
    await db.accessToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: now } })
  }
  return {
    ...person,
    kind: 'token',
    tokenId: token.id,
    organizationId: token.organizationId,
    name: `${person.name} (${token.name})`,
  }
}
