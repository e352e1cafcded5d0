import { describe, expect, it } from 'vitest'
import { anonymous, system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal } from '#lib/core/testing.ts'
import { makePerson } from '#prisma/factories/organization.ts'
import { changePassword } from './change-password.ts'
import { getProfile, loadActor } from './queries.ts'
import { setOperator } from './set-operator.ts'
import { signIn } from './sign-in.ts'
import { updateProfile } from './update-profile.ts'

const address = 'test'
const entries = (objectId: string, event: string) => db.auditEntry.count({ where: { objectId, event } })

describe('changePassword', () => {
  it('takes the new one, ends all sessions and says so in the record, without either password', async () => {
    const { actor, email, password } = await makePerson()
    const input = { currentPassword: password, newPassword: 'another long one' }
    const { sessionEpoch } = await changePassword(actor, input)
    expect(await loadActor(actor.userId, 0)).toBeNull()
    expect(await loadActor(actor.userId, sessionEpoch)).toMatchObject({ userId: actor.userId })
    await signIn({ email, password: 'another long one', address })
    await expectRefusal(signIn({ email, password, address }), 'invalid_credentials')
    expect(await entries(actor.userId, 'user.password_changed')).toBe(1)
  })

  it('wants the present one, and counts guesses', async () => {
    const { actor, email } = await makePerson()
    const input = { currentPassword: 'guess', newPassword: 'another long one' }
    for (let i = 0; i < 10; i++)
      await expectRefusal(changePassword(actor, input), 'invalid_input', ['currentPassword'])
    await expectRefusal(changePassword(actor, input), 'too_many_attempts')
    expect(await db.signInAttempt.count({ where: { key: `email:${email}` } })).toBe(10)
  })

  it('refuses a new one that is weak or like the address', async () => {
    const { actor, email, password } = await makePerson()
    for (const newPassword of ['short', 'password123', email]) {
      const input = { currentPassword: password, newPassword }
      await expectRefusal(changePassword(actor, input), 'invalid_input', ['newPassword'])
    }
  })

  it('asks nothing of somebody who has none', async () => {
    const { actor, email } = await makePerson()
    await db.user.update({ where: { email }, data: { passwordDigest: null } })
    await changePassword(actor, { newPassword: 'another long one' })
    await signIn({ email, password: 'another long one', address })
  })

  it('is for sessions, not for tokens', async () => {
    const { actor, password } = await makePerson()
    const input = { currentPassword: password, newPassword: 'another long one' }
    await expectRefusal(changePassword({ ...actor, kind: 'token', tokenId: 'tok_1' }, input), 'forbidden')
    await expectRefusal(changePassword(anonymous, input), 'unauthenticated')
  })
})

describe('updateProfile', () => {
  it('changes the name, once', async () => {
    const { actor } = await makePerson()
    await updateProfile(actor, { name: 'Grace' })
    await updateProfile(actor, { name: 'Grace' })
    expect(await getProfile(actor)).toMatchObject({ name: 'Grace', hasPassword: true })
    expect(await entries(actor.userId, 'user.updated')).toBe(1)
  })
})

describe('setOperator', () => {
  it('is for operators, and repeating it is harmless', async () => {
    const { actor } = await makePerson()
    const { userId } = actor
    await expectRefusal(setOperator(actor, { userId, isOperator: true }), 'forbidden')
    await setOperator(system, { userId, isOperator: true })
    await setOperator(system, { userId, isOperator: true })
    expect(await loadActor(userId)).toMatchObject({ isOperator: true })
    expect(await entries(userId, 'user.operator_changed')).toBe(1)
    await expectRefusal(setOperator(system, { userId: 'usr_nobody', isOperator: true }), 'not_found')
  })

  it('keeps the last operator', async () => {
    await db.user.updateMany({ data: { isOperator: false } })
    const first = (await makePerson()).actor.userId
    const second = (await makePerson()).actor.userId
    await setOperator(system, { userId: first, isOperator: true })
    await setOperator(system, { userId: second, isOperator: true })
    const results = await Promise.allSettled(
      [first, second].map((userId) => setOperator(system, { userId, isOperator: false })),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.user.count({ where: { isOperator: true } })).toBe(1)
  })
})

describe('loadActor', () => {
  it('is null for somebody who is gone', async () => {
    expect(await loadActor('usr_nobody')).toBeNull()
  })
})
