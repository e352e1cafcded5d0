import { hash, randomBytes } from 'node:crypto'
import { audit } from '#lib/core/audit.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Reader, type Transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import type { InvitationOffer } from './schema.ts'

export const INVITATION_DAYS = 7

/** The secret of an invitation's link, and the digest that is stored. */
export function generateInvitationToken(): { token: string; tokenDigest: string } {
  const token = `gi_${randomBytes(24).toString('base64url')}`
  return { token, tokenDigest: digestInvitationToken(token) }
}

export const digestInvitationToken = (token: string): string => hash('sha256', token, 'hex')

export const openInvitation = (now = new Date()) => ({
  acceptedAt: null,
  revokedAt: null,
  expiresAt: { gt: now },
})

/** The open invitation that a link leads to, or null. */
export function findOpenInvitation(reader: Reader, token: string) {
  return reader.invitation.findFirst({
    where: { tokenDigest: digestInvitationToken(token), ...openInvitation() },
    select: {
      id: true,
      email: true,
      role: true,
      organizationId: true,
      organization: { select: { id: true, slug: true, name: true } },
    },
  })
}

/** What the link offers, for the page that it opens; null when it is unknown, used, revoked or expired. */
export async function findInvitationOffer(token: string): Promise<InvitationOffer | null> {
  const invitation = await findOpenInvitation(db, token)
  if (!invitation) return null
  const { slug, name } = invitation.organization
  return {
    organization: { slug, name },
    email: invitation.email,
    role: invitation.role as InvitationOffer['role'],
  }
}

/**
 * Makes the actor a member by an invitation, inside the caller's transaction. The link works once, until it expires, and
 * for the invited e-mail address only. Who is a member already keeps the role.
 */
export async function takeUpInvitation(
  tx: Transaction,
  actor: Actor,
  input: { token: string; email: string },
): Promise<{ id: string; slug: string }> {
  const tokenDigest = digestInvitationToken(input.token)
  await tx.$queryRaw`SELECT 1 FROM "invitation" WHERE "tokenDigest" = ${tokenDigest} FOR UPDATE`
  const invitation = await findOpenInvitation(tx, input.token)
  if (!invitation) {
    throw new AppError('not_found', 'This invitation is not open any more. Ask for a new one.')
  }
  const { organizationId, organization, role } = invitation
  if (invitation.email !== input.email) {
    throw new AppError('forbidden', 'This invitation is for another e-mail address. Sign in with that one.')
  }
  await tx.invitation.update({ where: { id: invitation.id }, data: { acceptedAt: new Date() } })
  await tx.member.createMany({
    data: [{ id: newId('mem'), organizationId, userId: actor.userId, role }],
    skipDuplicates: true,
  })
  await audit(tx, actor, {
    organizationId,
    event: 'member.joined',
    object: { kind: 'member', id: actor.userId, name: actor.name },
    after: { email: input.email, role },
  })
  return { id: organization.id, slug: organization.slug }
}
