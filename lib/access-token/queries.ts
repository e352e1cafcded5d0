import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { type Page, type PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { requirePerson } from '#lib/user/queries.ts'
import { type AccessTokenItem, accessTokenStatus } from './schema.ts'

/** The actor's own tokens, newest first, ended ones included; never their secrets. */
export async function listAccessTokens(actor: Actor, input: PageInput = {}): Promise<Page<AccessTokenItem>> {
  requirePerson(actor)
  const rows = await db.accessToken.findMany({
    where: { userId: actor.userId },
    select: {
      id: true,
      name: true,
      hint: true,
      organization: { select: { id: true, slug: true, name: true } },
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
    },
    ...pageArgs(input),
  })
  const { data, nextCursor } = toPage(rows, input)
  const now = new Date()
  return { data: data.map((row) => ({ ...row, status: accessTokenStatus(row, now) })), nextCursor }
}
