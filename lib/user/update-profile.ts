import { audit } from '#lib/core/audit.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { requireSession } from './queries.ts'
import { UpdateProfile } from './schema.ts'

/** Changes the actor's own name. */
export async function updateProfile(actor: Actor, input: UpdateProfile): Promise<{ name: string }> {
  requireSession(actor)
  const { name } = parse(UpdateProfile, input)
  const id = actor.userId
  return transaction(async (tx) => {
    const before = await tx.user.findUniqueOrThrow({ where: { id }, select: { name: true } })
    if (before.name === name) return { name }
    await tx.user.update({ where: { id }, data: { name } })
    await audit(tx, actor, {
      organizationId: null,
      event: 'user.updated',
      object: { kind: 'user', id, name },
      before,
      after: { name },
    })
    return { name }
  })
}
