import { audit } from '#lib/core/audit.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { type lockMember, requireAnotherOwner } from './lock-member.ts'

/** What leaving and being removed share: the last owner stays, and tokens made for the organization end. */
export async function endMembership(
  tx: Transaction,
  actor: Actor,
  member: Awaited<ReturnType<typeof lockMember>>,
  event: 'member.removed' | 'member.left',
): Promise<void> {
  await requireAnotherOwner(tx, member)
  const { id, organizationId, userId, role, user } = member
  await tx.member.delete({ where: { id } })
  await tx.accessToken.updateMany({
    where: { organizationId, userId, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  await audit(tx, actor, {
    organizationId,
    event,
    object: { kind: 'member', id, name: user.name },
    before: { email: user.email, role },
  })
}
