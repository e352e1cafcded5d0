import { describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { expectRefusal } from '#lib/core/testing.ts'
import { loadActor } from '#lib/user/queries.ts'
import { signIn } from '#lib/user/sign-in.ts'
import { makePerson } from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { ensureAdmin } from './ensure-admin.ts'
import { loadTokenActor } from './load-token-actor.ts'
import type { EnsureAdmin } from './schema.ts'

const admin = (more: Partial<EnsureAdmin> = {}) => ({
  email: `${uniqueName('admin').replace(' ', '.')}@example.com`,
  name: 'Administrator',
  firstPassword: 'the first password',
  organizationName: 'My organization',
  ...more,
})
const token = () => uniqueName('a token of the configuration')
const address = 'test'

describe('ensureAdmin', () => {
  it('makes an operator who owns an organization; again, it changes nothing', async () => {
    const input = admin({ token: token() })
    const made = await ensureAdmin(input)
    const entries = await db.auditEntry.count()
    expect(await ensureAdmin(input)).toEqual({ ...made, isNew: false })
    expect(await db.auditEntry.count()).toBe(entries)
    expect(await loadActor(made.userId)).toMatchObject({
      isOperator: true,
      memberships: [{ organizationId: made.organizationId, role: 'owner' }],
    })
    await signIn({ email: input.email, password: 'the first password', address })
  })

  it('gives an account that was there the operator’s rights, and keeps its password', async () => {
    const { email, password, actor } = await makePerson()
    const { userId, isNew } = await ensureAdmin(admin({ email }))
    expect({ userId, isNew }).toEqual({ userId: actor.userId, isNew: false })
    expect((await signIn({ email, password, address })).sessionEpoch).toBe(0)
  })

  it('sets the password that the configuration names', async () => {
    const { email } = await makePerson()
    await ensureAdmin(admin({ email, password: 'configured password' }))
    await ensureAdmin(admin({ email, password: 'configured password' }))
    expect((await signIn({ email, password: 'configured password', address })).sessionEpoch).toBe(1)
  })

  it('lets the configured token work, and only that one', async () => {
    const [first, second] = [token(), token()]
    const input = admin({ token: first })
    const { userId, organizationId } = await ensureAdmin(input)
    expect(await loadTokenActor(first)).toMatchObject({ userId, organizationId, isOperator: true })
    await ensureAdmin({ ...input, token: second })
    await expectRefusal(loadTokenActor(first), 'unauthenticated')
    expect(await loadTokenActor(second)).toMatchObject({ userId })
    await ensureAdmin({ ...input, token: undefined })
    await expectRefusal(loadTokenActor(second), 'unauthenticated')
    await ensureAdmin({ ...input, token: first })
    expect(await loadTokenActor(first)).toMatchObject({ userId })
  })

  it('makes one administrator when two starts come at once', async () => {
    const input = admin({ token: token() })
    const [a, b] = await Promise.all([ensureAdmin(input), ensureAdmin(input)])
    expect(a.userId).toBe(b.userId)
    expect(await db.member.count({ where: { userId: a.userId } })).toBe(1)
  })
})
