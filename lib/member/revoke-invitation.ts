import { audit } from '#lib/core/audit.ts'
import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { RevokeInvitation } from './schema.ts'

/** Makes an invitation's link worthless. One that was taken up is `invalid_state`: remove the member instead. */
export async function revokeInvitation(actor: Actor, input: RevokeInvitation): Promise<{ id: string }> {
  requireSignedIn(actor)
  const { id } = parse(RevokeInvitation, input)
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "invitation" WHERE "id" = ${id} FOR UPDATE`
    const invitation =
      (await tx.invitation.findFirst({ where: { id, organizationId: organizationIdsOf(actor) } })) ??
      notFound('invitation', id)
    const { organizationId, email, role } = invitation
    authorize(actor, role === 'owner' ? 'member:manage-owner' : 'member:manage', organizationId)
    if (invitation.acceptedAt) {
      throw new AppError('invalid_state', `${email} has joined already. Remove the member instead.`)
    }
    if (invitation.revokedAt) return { id }
    await tx.invitation.update({ where: { id }, data: { revokedAt: new Date() } })
    await audit(tx, actor, {
      organizationId,
      event: 'invitation.revoked',
      object: { kind: 'invitation', id, name: email },
      before: { email, role },
    })
    return { id }
  })
}
