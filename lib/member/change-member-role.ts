import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { lockMember, requireAnotherOwner } from './lock-member.ts'
import { ChangeMemberRole } from './schema.ts'

/** Gives a member another role. Only owners make or unmake owners, and the last one stays. */
export async function changeMemberRole(actor: Actor, input: ChangeMemberRole): Promise<{ id: string }> {
  requireSignedIn(actor)
  const { id, role } = parse(ChangeMemberRole, input)
  return transaction(async (tx) => {
    const member = await lockMember(tx, actor, { id })
    const { organizationId, user } = member
    const concernsOwner = role === 'owner' || member.role === 'owner'
    authorize(actor, concernsOwner ? 'member:manage-owner' : 'member:manage', organizationId)
    if (member.role === role) return { id }
    await requireAnotherOwner(tx, member)
    await tx.member.update({ where: { id }, data: { role } })
    await audit(tx, actor, {
      organizationId,
      event: 'member.role_changed',
      object: { kind: 'member', id, name: user.name },
      before: { email: user.email, role: member.role },
      after: { email: user.email, role },
    })
    return { id }
  })
}
