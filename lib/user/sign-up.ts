import { audit } from '#lib/core/audit.ts'
import { isUniqueViolation, transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { takeUpInvitation } from '#lib/member/queries.ts'
import { makeOrganization } from '#lib/organization/queries.ts'
import { recordSignUp } from './attempts.ts'
import { digestPassword } from './password.ts'
import { actorOf } from './queries.ts'
import { type SignedIn, SignUp } from './schema.ts'

/**
 * Makes a person's account and, when wanted, an organization that the person owns; takes up an invitation that came
 * along. All or nothing. An e-mail address that cannot be used is a `conflict` at `email`. `address` is the network address
 * it came from, for the limit on accounts (`too_many_attempts`); without one, as from a seed, there is none.
 */
export async function signUp(
  input: SignUp,
  address?: string,
): Promise<SignedIn & { organization: { id: string; slug: string } | null }> {
  const { name, email, password, organizationName, invitationToken } = parse(SignUp, input)
  if (address !== undefined) await recordSignUp(address)
  const passwordDigest = await digestPassword(password)
  const id = newId('usr')
  const actor = actorOf({ id, name })
  return transaction(async (tx) => {
    await tx.user.create({ data: { id, name, email, passwordDigest } })
    await audit(tx, actor, {
      organizationId: null,
      event: 'user.created',
      object: { kind: 'user', id, name },
      after: { name, email },
    })
    const made = organizationName ? await makeOrganization(tx, actor, { name: organizationName }) : null
    const joined = invitationToken
      ? await takeUpInvitation(tx, actor, { token: invitationToken, email })
      : null
    return { userId: id, name, email, sessionEpoch: 0, organization: made ?? joined }
  }).catch(emailTaken)
}

/** Says as little as a form can about who has an account: the address cannot be used, whatever the reason. */
function emailTaken(error: unknown): never {
  if (!isUniqueViolation(error, 'email')) throw error
  const message = 'This address cannot be used. If you have an account, sign in instead.'
  throw new AppError('conflict', message, { fields: { email: message } })
}
