import { authorize } from '#lib/core/authorize.ts'
import type { Actor, Role } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { type Page, type PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import type { InvitationItem, MemberItem } from './schema.ts'

export { findInvitationOffer, takeUpInvitation } from './invitation.ts'

/** The members of an organization, newest first. */
export async function listMembers(
  actor: Actor,
  { organizationId, ...page }: PageInput & { organizationId: string },
): Promise<Page<MemberItem>> {
  authorize(actor, 'member:read', organizationId)
  const rows = await db.member.findMany({
    where: { organizationId },
    select: {
      id: true,
      userId: true,
      role: true,
      createdAt: true,
      user: { select: { name: true, email: true } },
    },
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: data.map(({ user, role, ...row }) => ({ ...row, ...user, role: role as Role })), nextCursor }
}

/** Invitations that were neither taken up nor revoked, newest first; expired ones say so. */
export async function listInvitations(
  actor: Actor,
  { organizationId }: { organizationId: string },
): Promise<InvitationItem[]> {
  authorize(actor, 'member:read', organizationId)
  const rows = await db.invitation.findMany({
    where: { organizationId, acceptedAt: null, revokedAt: null },
    select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
    orderBy: { id: 'desc' },
    take: 100,
  })
  const now = new Date()
  return rows.map((row) => ({ ...row, role: row.role as Role, isExpired: row.expiresAt <= now }))
}
