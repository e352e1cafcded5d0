import { audit } from '#lib/core/audit.ts'
import { isUniqueViolation, type Transaction, transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { actorOf } from './queries.ts'
import { type SignedIn, SignInWithOidc } from './schema.ts'

const select = { id: true, name: true, email: true, sessionEpoch: true, oidcSubject: true } as const

/**
 * Finds or makes the person behind an OIDC account (`issuer` and `subject`, OpenID Connect Core 1.0, section 5.7). An
 * account with the same e-mail address is taken over only when the issuer verified that address; its password, sessions
 * and tokens end then, because nobody ever proved that they were this person's.
 */
export async function signInWithOidc(input: SignInWithOidc): Promise<SignedIn> {
  const { issuer, subject, email, name, isEmailVerified } = parse(SignInWithOidc, input)
  const oidcSubject = `${issuer}|${subject}`
  const user = await transaction(async (tx) => {
    const known = await tx.user.findUnique({ where: { oidcSubject }, select })
    if (known) return known
    const sameEmail = await tx.user.findUnique({ where: { email }, select })
    if (!sameEmail) return createPerson(tx, { oidcSubject, email, name: name || email.split('@')[0]! })
    if (!isEmailVerified || sameEmail.oidcSubject) throw cannotConnect()
    return takeOver(tx, sameEmail, oidcSubject)
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? cannotConnect() : error
  })
  return { userId: user.id, name: user.name, email: user.email, sessionEpoch: user.sessionEpoch }
}

const cannotConnect = () =>
  new AppError('conflict', 'This e-mail address belongs to another account. Sign in as you did before.')

async function createPerson(tx: Transaction, data: { oidcSubject: string; email: string; name: string }) {
  const user = await tx.user.create({ data: { id: newId('usr'), ...data }, select })
  await audit(tx, actorOf(user), {
    organizationId: null,
    event: 'user.created',
    object: { kind: 'user', id: user.id, name: user.name },
    after: data,
  })
  return user
}

async function takeOver(tx: Transaction, user: { id: string; name: string }, oidcSubject: string) {
  await tx.accessToken.updateMany({
    where: { userId: user.id, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  await audit(tx, actorOf(user), {
    organizationId: null,
    event: 'user.connected',
    object: { kind: 'user', id: user.id, name: user.name },
    after: { oidcSubject },
  })
  return tx.user.update({
    where: { id: user.id },
    data: { oidcSubject, passwordDigest: null, sessionEpoch: { increment: 1 } },
    select,
  })
}
