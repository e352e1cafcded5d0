import { describe, expect, it } from 'vitest'
import { createAccessToken } from '#lib/access-token/create-access-token.ts'
import { loadTokenActor } from '#lib/access-token/load-token-actor.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal } from '#lib/core/testing.ts'
import { makeOrganization, makePerson } from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { loadActor } from './queries.ts'
import { signIn } from './sign-in.ts'
import { signInWithOidc } from './sign-in-with-oidc.ts'

const account = (email = `${uniqueName('oidc').replace(' ', '.')}@example.com`, isEmailVerified = true) => ({
  issuer: 'https://id.example.com',
  subject: uniqueName('subject'),
  email,
  name: 'Ada',
  isEmailVerified,
})

describe('signInWithOidc', () => {
  it('makes a person the first time and finds them again, also under another address', async () => {
    const input = account()
    const first = await signInWithOidc(input)
    expect(first).toMatchObject({ name: 'Ada', email: input.email })
    const second = await signInWithOidc({ ...input, email: account().email })
    expect(second.userId).toBe(first.userId)
    expect(await db.user.findUnique({ where: { id: first.userId } })).toMatchObject({ passwordDigest: null })
  })

  it('keeps subjects of different issuers apart', async () => {
    const input = account()
    const first = await signInWithOidc(input)
    const other = { ...input, issuer: 'https://other.example.com', email: account().email }
    expect((await signInWithOidc(other)).userId).not.toBe(first.userId)
  })

  it('does not take over an account by an address that nobody verified', async () => {
    const { email } = await makePerson()
    await expectRefusal(signInWithOidc(account(email, false)), 'conflict')
  })

  it('does not take over an account that is connected to another one', async () => {
    const { email } = await signInWithOidc(account())
    await expectRefusal(signInWithOidc(account(email)), 'conflict')
  })

  it('takes over a verified address; what opened the account before opens it no more', async () => {
    const { id: organizationId, owner, ownerSignIn } = await makeOrganization()
    const { secret } = await createAccessToken(owner, { name: 'Script', organizationId })
    const { userId, sessionEpoch } = await signInWithOidc(account(ownerSignIn.email))
    expect(userId).toBe(owner.userId)
    expect(await loadActor(userId, 0)).toBeNull()
    expect(await loadActor(userId, sessionEpoch)).toMatchObject({ memberships: [{ role: 'owner' }] })
    await expectRefusal(signIn({ ...ownerSignIn, address: 'test' }), 'invalid_credentials')
    await expectRefusal(loadTokenActor(secret), 'unauthenticated')
  })
})
