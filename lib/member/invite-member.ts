import { audit } from '#lib/core/audit.ts'
import { authorize } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { generateInvitationToken, INVITATION_DAYS } from './invitation.ts'
import { InviteMember } from './schema.ts'

/**
 * Invites somebody by e-mail address. Returns the secret of the link, once: only its digest is stored. An earlier open
 * invitation of the same address is replaced. Only owners invite owners. Who is a member already is a `conflict`.
 */
export async function inviteMember(
  actor: Actor,
  input: InviteMember,
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const { organizationId, email, role } = parse(InviteMember, input)
  authorize(actor, role === 'owner' ? 'member:manage-owner' : 'member:manage', organizationId)
  const id = newId('invite')
  const { token, tokenDigest } = generateInvitationToken()
  const expiresAt = new Date(Date.now() + INVITATION_DAYS * 86_400_000)
  return transaction(async (tx) => {
    if (await tx.member.findFirst({ where: { organizationId, user: { email } }, select: { id: true } })) {
      const message = `${email} is a member already.`
      throw new AppError('conflict', message, { fields: { email: message } })
    }
    await tx.invitation.updateMany({
      where: { organizationId, email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    await tx.invitation.create({ data: { id, organizationId, email, role, tokenDigest, expiresAt } })
    await audit(tx, actor, {
      organizationId,
      event: 'member.invited',
      object: { kind: 'invitation', id, name: email },
      after: { email, role, expiresAt },
    })
    return { id, token, expiresAt }
  })
}
