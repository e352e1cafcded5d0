import { audit } from '#lib/core/audit.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { AppError, invalidField } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { forgiveAttempts, recordAttempt } from './attempts.ts'
import { digestPassword, verifyPassword } from './password.ts'
import { requireSession } from './queries.ts'
import { ChangePassword, passwordLikeEmail } from './schema.ts'

/**
 * Sets a new password after the present one was given (somebody who signs in by OIDC only has none to give). All sessions
 * end; the answer's `sessionEpoch` starts the present one anew. Wrong guesses count as sign-in attempts do.
 */
export async function changePassword(actor: Actor, input: ChangePassword): Promise<{ sessionEpoch: number }> {
  requireSession(actor)
  const { currentPassword, newPassword } = parse(ChangePassword, input)
  const id = actor.userId
  const user = await db.user.findUniqueOrThrow({
    where: { id },
    select: { email: true, passwordDigest: true },
  })
  const likeEmail = passwordLikeEmail(newPassword, user.email)
  if (likeEmail) invalidField('newPassword', likeEmail)
  if (user.passwordDigest) await requirePassword(user.email, currentPassword, user.passwordDigest)
  const passwordDigest = await digestPassword(newPassword)
  return transaction(async (tx) => {
    // Only if the password is still the one that was checked.
    const { count } = await tx.user.updateMany({
      where: { id, passwordDigest: user.passwordDigest },
      data: { passwordDigest, sessionEpoch: { increment: 1 } },
    })
    if (count === 0) throw new AppError('conflict', 'The password was changed meanwhile.')
    await audit(tx, actor, {
      organizationId: null,
      event: 'user.password_changed',
      object: { kind: 'user', id, name: actor.name },
    })
    return tx.user.findUniqueOrThrow({ where: { id }, select: { sessionEpoch: true } })
  })
}

async function requirePassword(email: string, password: string, digest: string): Promise<void> {
  const attempt = await recordAttempt({ email, address: `person:${email}` })
  if (!(await verifyPassword(password, digest)))
    invalidField('currentPassword', 'This is not your present password.')
  await forgiveAttempts(attempt)
}
