import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { endMembership } from './end-membership.ts'
import { lockMember } from './lock-member.ts'
import { RemoveMember } from './schema.ts'

/** Takes a member out of the organization. Only owners remove owners, and the last one stays. */
export async function removeMember(actor: Actor, input: RemoveMember): Promise<{ id: string }> {
  requireSignedIn(actor)
  const { id } = parse(RemoveMember, input)
  await transaction(async (tx) => {
    const member = await lockMember(tx, actor, { id })
    authorize(actor, member.role === 'owner' ? 'member:manage-owner' : 'member:manage', member.organizationId)
    await endMembership(tx, actor, member, 'member.removed')
  })
  return { id }
}
