import { loadTokenActor } from '#lib/access-token/load-token-actor.ts'
import type { Actor } from '#lib/core/context.ts'
import { AppError } from '#lib/core/errors.ts'

export type Caller = { actor: Actor; token: string; tokenId: string }

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i

/**
 * Who calls, by `Authorization: Bearer` (RFC 6750). Sessions of the console are not taken here: a cookie travels with
 * requests that its person never meant. Throws `unauthenticated`.
 */
export async function authenticate(headers: Headers, requestId: string): Promise<Caller> {
  const header = headers.get('authorization')
  if (!header) throw new AppError('unauthenticated', 'Send an access token: Authorization: Bearer gt_…')
  const token = BEARER.exec(header)?.[1]
  if (!token) throw new AppError('unauthenticated', 'Send the token as Authorization: Bearer gt_…')
  const actor = await loadTokenActor(token)
  return { actor: { ...actor, requestId }, token, tokenId: actor.tokenId ?? actor.userId }
}

/** RFC 6750, section 3. */
export const challenge = (headers: Headers): string =>
  headers.has('authorization')
    ? 'Bearer realm="gatehouse", error="invalid_token"'
    : 'Bearer realm="gatehouse"'
