import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor, Role } from '#lib/core/context.ts'
import { db, type Reader } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import type { Profile } from './schema.ts'

export { digestPassword, verifyPassword } from './password.ts'

/** The actor that a person is. */
export const actorOf = (user: { id: string; name: string; isOperator?: boolean }): Actor => ({
  kind: 'user',
  userId: user.id,
  name: user.name,
  isOperator: user.isOperator ?? false,
  memberships: [],
})

/**
 * The person as an actor with all memberships, read anew. Null when the person is gone, or when `sessionEpoch` is given
 * and is not the present one: that session was ended.
 */
export async function loadActor(
  userId: string,
  sessionEpoch?: number,
  reader: Reader = db,
): Promise<Actor | null> {
  const user = await reader.user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      name: true,
      isOperator: true,
      sessionEpoch: true,
      members: {
        select: { role: true, organization: { select: { id: true, slug: true, name: true } } },
        orderBy: { id: 'asc' },
      },
    },
  })
  if (!user || (sessionEpoch !== undefined && sessionEpoch !== user.sessionEpoch)) return null
  const memberships = user.members.map(({ role, organization: { id, slug, name } }) => ({
    organizationId: id,
    slug,
    name,
    role: role as Role,
  }))
  return { ...actorOf(user), memberships }
}

/** Throws `unauthenticated` for nobody, `forbidden` for the house itself: what follows belongs to a person. */
export function requirePerson(actor: Actor): void {
  requireSignedIn(actor)
  if (actor.kind === 'system') throw new AppError('forbidden', 'Only a person can do this.')
}

/** Throws unless the person is here: a token must not change what it was made with. */
export function requireSession(actor: Actor): void {
  requirePerson(actor)
  if (actor.kind === 'token')
    throw new AppError('forbidden', 'A token cannot do this. Sign in to the console instead.')
}

/** The actor's own account. */
export async function getProfile(actor: Actor): Promise<Profile> {
  requirePerson(actor)
  const { passwordDigest, ...profile } = await db.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { id: true, name: true, email: true, isOperator: true, passwordDigest: true, createdAt: true },
  })
  return { ...profile, hasPassword: passwordDigest !== null }
}
