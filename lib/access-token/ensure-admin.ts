import { audit } from '#lib/core/audit.ts'
import { system } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { makeOrganization } from '#lib/organization/queries.ts'
import { actorOf, digestPassword, verifyPassword } from '#lib/user/queries.ts'
import { EnsureAdmin } from './schema.ts'
import { describeSecret } from './secret.ts'

/** Names the token that the configuration holds, so that another one takes its place. */
const CONFIGURED = 'ADMIN_TOKEN'

/**
 * Sees to it that the administrator whom the configuration names can sign in, runs the installation and owns an
 * organization. `password`, when given, becomes theirs; `firstPassword` is for a person who is made now. `token`, when
 * given, works as theirs at the management API; a configured token that was there before does no more.
 */
export async function ensureAdmin(
  input: EnsureAdmin,
): Promise<{ userId: string; organizationId: string; isNew: boolean }> {
  const { email, password, firstPassword, name, token, organizationName } = parse(EnsureAdmin, input)
  const firstDigest = await digestPassword(password ?? firstPassword)
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('admin'))`
    const known = await tx.user.findUnique({ where: { email }, select: { id: true, name: true } })
    const user = known ?? (await createAdmin(tx, { name, email, passwordDigest: firstDigest }))
    if (known) await mendAdmin(tx, known, password, firstDigest)
    const owned = await tx.member.findFirst({
      where: { userId: user.id, role: 'owner' },
      select: { organizationId: true },
      orderBy: { id: 'asc' },
    })
    const organizationId =
      owned?.organizationId ?? (await makeOrganization(tx, actorOf(user), { name: organizationName })).id
    await setConfiguredToken(tx, { userId: user.id, organizationId, token })
    return { userId: user.id, organizationId, isNew: !known }
  })
}

async function createAdmin(tx: Transaction, data: { name: string; email: string; passwordDigest: string }) {
  const user = { id: newId('usr'), ...data, isOperator: true }
  await tx.user.create({ data: user })
  await audit(tx, system, {
    organizationId: null,
    event: 'user.created',
    object: { kind: 'user', id: user.id, name: user.name },
    after: { name: user.name, email: user.email, isOperator: true },
  })
  return user
}

/** Gives an account that is there what the configuration says: the operator's rights, and a password when it names one. */
async function mendAdmin(
  tx: Transaction,
  { id, name }: { id: string; name: string },
  password: string | undefined,
  passwordDigest: string,
): Promise<void> {
  const before = await tx.user.findUniqueOrThrow({
    where: { id },
    select: { isOperator: true, passwordDigest: true },
  })
  const isPasswordNew = password !== undefined && !(await verifyPassword(password, before.passwordDigest))
  if (before.isOperator && !isPasswordNew) return
  await tx.user.update({
    where: { id },
    data: { isOperator: true, ...(isPasswordNew && { passwordDigest, sessionEpoch: { increment: 1 } }) },
  })
  await audit(tx, system, {
    organizationId: null,
    event: 'user.configured',
    object: { kind: 'user', id, name },
    before: { isOperator: before.isOperator },
    after: { isOperator: true, isPasswordNew },
  })
}

/** Makes the configured token the only one of its kind that works, or none when the configuration names none. */
async function setConfiguredToken(
  tx: Transaction,
  { userId, organizationId, token }: { userId: string; organizationId: string; token: string | undefined },
): Promise<void> {
  const wanted = token === undefined ? null : describeSecret(token)
  await tx.accessToken.updateMany({
    where: { name: CONFIGURED, revokedAt: null, ...(wanted && { digest: { not: wanted.digest } }) },
    data: { revokedAt: new Date() },
  })
  if (!wanted) return
  const data = { userId, organizationId, name: CONFIGURED, expiresAt: null, revokedAt: null }
  const before = await tx.accessToken.findUnique({ where: { digest: wanted.digest } })
  const isSame =
    before?.revokedAt === null && before.userId === userId && before.organizationId === organizationId
  if (isSame) return
  const { id, name } = await tx.accessToken.upsert({
    where: { digest: wanted.digest },
    create: { id: newId('tok'), ...wanted, ...data },
    update: data,
  })
  await audit(tx, system, {
    organizationId,
    event: 'access_token.configured',
    object: { kind: 'access_token', id, name },
  })
}
