import { authorize } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { requireSession } from '#lib/user/queries.ts'
import { endMembership } from './end-membership.ts'
import { lockMember } from './lock-member.ts'
import { LeaveOrganization } from './schema.ts'

/** Ends the actor's own membership. The last owner cannot leave. */
export async function leaveOrganization(
  actor: Actor,
  input: LeaveOrganization,
): Promise<{ organizationId: string }> {
  requireSession(actor)
  const { organizationId } = parse(LeaveOrganization, input)
  authorize(actor, 'organization:read', organizationId)
  await transaction(async (tx) => {
    const member = await lockMember(tx, actor, { organizationId, userId: actor.userId })
    await endMembership(tx, actor, member, 'member.left')
  })
  return { organizationId }
}
