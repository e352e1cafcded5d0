import { describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { expectRefusal } from '#lib/core/testing.ts'
import { inviteMember } from '#lib/member/invite-member.ts'
import { makeOrganization, makePerson } from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { loadActor } from './queries.ts'
import type { SignUp } from './schema.ts'
import { signUp } from './sign-up.ts'

const newEmail = () => `${uniqueName('new').replace(' ', '.')}@example.com`
const person = (more: Partial<SignUp> = {}) => ({
  name: 'Ada',
  email: newEmail(),
  password: 'a long password',
  ...more,
})

describe('signUp', () => {
  it('makes a person without an organization', async () => {
    const email = newEmail()
    const { userId, organization } = await signUp(
      person({ email: ` ${email.toUpperCase()} `, organizationName: ' ' }),
    )
    expect(organization).toBeNull()
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } })
    expect(user).toMatchObject({ email, isOperator: false })
    expect(user.passwordDigest).toMatch(/^\$argon2id\$/)
    expect(await loadActor(userId)).toMatchObject({ kind: 'user', memberships: [] })
  })

  it('makes an organization on the way', async () => {
    const organizationName = uniqueName('Bank')
    const { userId, organization } = await signUp(person({ organizationName }))
    const actor = await loadActor(userId)
    expect(actor?.memberships).toMatchObject([{ organizationId: organization?.id, role: 'owner' }])
  })

  it('takes up an invitation on the way', async () => {
    const { id: organizationId, owner } = await makeOrganization()
    const email = newEmail()
    const { token } = await inviteMember(owner, { organizationId, email, role: 'editor' })
    const { userId } = await signUp(person({ email, invitationToken: token }))
    expect((await loadActor(userId))?.memberships).toMatchObject([{ organizationId, role: 'editor' }])
  })

  it('leaves nothing behind when the invitation is for another address', async () => {
    const { id: organizationId, owner } = await makeOrganization()
    const { token } = await inviteMember(owner, { organizationId, email: newEmail(), role: 'viewer' })
    const input = person({ invitationToken: token, organizationName: uniqueName('Half') })
    await expectRefusal(signUp(input), 'forbidden')
    expect(await db.user.count({ where: { email: input.email } })).toBe(0)
    expect(await db.organization.count({ where: { name: input.organizationName } })).toBe(0)
  })

  it('says at its field that an address cannot be used, and not whose it is', async () => {
    const { email } = await makePerson()
    const error = await expectRefusal(signUp(person({ email })), 'conflict', ['email'])
    expect(error.message).toBe('This address cannot be used. If you have an account, sign in instead.')
  })

  it('makes one account of two that are sent at once', async () => {
    const input = person()
    const results = await Promise.allSettled([signUp(input), signUp(input)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.user.count({ where: { email: input.email } })).toBe(1)
  })

  it('is slow for one network address that makes many accounts, and for no other', async () => {
    const address = `192.0.2.1 ${newId('try')}`
    await db.signInAttempt.createMany({
      data: Array.from({ length: 30 }, () => ({
        id: newId('try'),
        key: `sign-up:${address}`,
        isSuccessful: false,
      })),
    })
    const error = await expectRefusal(signUp(person(), address), 'too_many_attempts')
    expect(error.extra).toHaveProperty('retryAt')
    await signUp(person(), `${address} other`)
  })

  it.each([
    ['short', { password: 'short' }, 'password'],
    ['common', { password: 'password123' }, 'password'],
    ['endless', { password: 'x1'.repeat(101) }, 'password'],
    ['like the address', { email: 'long.name@example.com', password: 'Long.Name@example.com' }, 'password'],
    [
      'like the address’ name',
      { email: 'long.name.here@example.com', password: 'long.name.here' },
      'password',
    ],
    ['no address', { email: 'nobody' }, 'email'],
    ['no name', { name: '  ' }, 'name'],
    ['a one-letter organization', { organizationName: 'X' }, 'organizationName'],
  ])('refuses a password or field that is %s', async (_, more, field) => {
    const error = await expectRefusal(signUp(person(more)), 'invalid_input', [field])
    expect(error.message).not.toContain('password123')
  })
})
