import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor, Role } from '#lib/core/context.ts'
import type { Prisma, Transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'

/**
 * Loads one membership of the actor's organizations and locks the organization until the commit, so that two owners
 * cannot both go at the same time. Throws `not_found` for another organization's.
 */
export async function lockMember(tx: Transaction, actor: Actor, where: Prisma.MemberWhereInput) {
  const known = { AND: [where, { organizationId: organizationIdsOf(actor) }] }
  const found = await tx.member.findFirst({ where: known, select: { organizationId: true } })
  if (!found) notFound('member', String(where.id ?? actor.userId))
  await tx.$queryRaw`SELECT 1 FROM "organization" WHERE "id" = ${found.organizationId} FOR UPDATE`
  const member = await tx.member.findFirst({
    where: known,
    select: {
      id: true,
      organizationId: true,
      userId: true,
      role: true,
      user: { select: { name: true, email: true } },
    },
  })
  if (!member) notFound('member', String(where.id ?? actor.userId))
  return { ...member, role: member.role as Role }
}

/** Throws `invalid_state` when this is the organization's last owner. Call it under `lockMember`. */
export async function requireAnotherOwner(
  tx: Transaction,
  member: { organizationId: string; role: Role },
): Promise<void> {
  if (member.role !== 'owner') return
  const owners = await tx.member.count({ where: { organizationId: member.organizationId, role: 'owner' } })
  if (owners < 2)
    throw new AppError(
      'invalid_state',
      'An organization keeps one owner at least. Make somebody else owner first.',
    )
}
