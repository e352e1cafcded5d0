import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { requireSession } from '#lib/user/queries.ts'
import { takeUpInvitation } from './invitation.ts'
import { AcceptInvitation } from './schema.ts'

/** Joins an organization by an invitation's link. A link that was used, revoked or has expired is `not_found`. */
export async function acceptInvitation(
  actor: Actor,
  input: AcceptInvitation,
): Promise<{ organization: { id: string; slug: string } }> {
  requireSession(actor)
  const { token } = parse(AcceptInvitation, input)
  return transaction(async (tx) => {
    const { email } = await tx.user.findUniqueOrThrow({
      where: { id: actor.userId },
      select: { email: true },
    })
    return { organization: await takeUpInvitation(tx, actor, { token, email }) }
  })
}
