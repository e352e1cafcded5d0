import { db } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { forgiveAttempts, recordAttempt } from './attempts.ts'
import { verifyPassword } from './password.ts'
import { type SignedIn, SignIn } from './schema.ts'

/**
 * Checks e-mail and password. Throws `invalid_credentials` alike, and after the same work, for an unknown address and a
 * wrong password; `too_many_attempts` after 10 failures in 15 minutes for one e-mail, or 50 from one network address.
 */
export async function signIn(input: SignIn): Promise<SignedIn> {
  const { email, password, address } = parse(SignIn, input)
  const attempt = await recordAttempt({ email, address })
  const user = await db.user.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, sessionEpoch: true, passwordDigest: true },
  })
  const isRight = await verifyPassword(password, user?.passwordDigest ?? null)
  if (!user || !isRight) throw new AppError('invalid_credentials', 'E-mail or password is wrong.')
  await forgiveAttempts(attempt)
  return { userId: user.id, name: user.name, email: user.email, sessionEpoch: user.sessionEpoch }
}
