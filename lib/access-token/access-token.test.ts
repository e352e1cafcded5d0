import { describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { describeVerb, expectRefusal } from '#lib/core/testing.ts'
import { changeMemberRole } from '#lib/member/change-member-role.ts'
import { removeMember } from '#lib/member/remove-member.ts'
import { makeMember, makeOrganization } from '#prisma/factories/organization.ts'
import { createAccessToken } from './create-access-token.ts'
import { loadTokenActor } from './load-token-actor.ts'
import { listAccessTokens } from './queries.ts'
import { revokeAccessToken } from './revoke-access-token.ts'

async function arrangeToken() {
  const { owner: actor, id: organizationId } = await makeOrganization()
  const token = await createAccessToken(actor, { name: 'Script', organizationId })
  return { actor, organizationId, token, input: { id: token.id } }
}

describeVerb('createAccessToken', {
  verb: createAccessToken,
  arrange: async () => {
    const { owner: actor, id: organizationId } = await makeOrganization()
    return { actor, organizationId, input: { name: 'Script', organizationId } }
  },
  does: async ({ id, secret }, { actor, organizationId }) => {
    expect(secret).toMatch(/^gt_[\w-]{43}$/)
    expect(await loadTokenActor(secret)).toMatchObject({
      kind: 'token',
      tokenId: id,
      userId: actor.userId,
      organizationId,
      memberships: actor.memberships,
    })
    const row = await db.accessToken.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify(row)).not.toContain(secret)
    expect((await listAccessTokens(actor)).data).toMatchObject([
      { id, hint: secret.slice(-4), status: 'active' },
    ])
  },
  role: 'viewer',
  event: 'access_token.created',
  repeated: 'again',
})

describe('revokeAccessToken', () => {
  it('ends the token, once', async () => {
    const { actor, organizationId, token } = await arrangeToken()
    await revokeAccessToken(actor, { id: token.id })
    await revokeAccessToken(actor, { id: token.id })
    await expectRefusal(loadTokenActor(token.secret), 'unauthenticated')
    expect(await db.auditEntry.count({ where: { organizationId, event: 'access_token.revoked' } })).toBe(1)
  })

  it('does not know another person’s token, even in the same organization', async () => {
    const own = await makeOrganization()
    const { id } = await createAccessToken(own.owner, { name: 'Script', organizationId: own.id })
    const { actor } = await makeMember(own, 'owner')
    await expectRefusal(revokeAccessToken(actor, { id }), 'not_found')
    expect((await listAccessTokens(actor)).data).toEqual([])
  })
})

describe('createAccessToken', () => {
  it('is not for tokens', async () => {
    const { organizationId, token } = await arrangeToken()
    const actor = await loadTokenActor(token.secret)
    await expectRefusal(createAccessToken(actor, { name: 'Child', organizationId }), 'forbidden')
  })

  it('wants an expiry in the future', async () => {
    const { actor, organizationId } = await arrangeToken()
    const input = { name: 'Late', organizationId, expiresAt: '2020-01-01T00:00:00Z' }
    await expectRefusal(createAccessToken(actor, input), 'invalid_input', ['expiresAt'])
  })
})

describe('loadTokenActor', () => {
  it('refuses what is unknown or expired in the same words', async () => {
    const { token } = await arrangeToken()
    await db.accessToken.update({ where: { id: token.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    const expired = await expectRefusal(loadTokenActor(token.secret), 'unauthenticated')
    const unknown = await expectRefusal(loadTokenActor('gt_unknown'), 'unauthenticated')
    expect(expired.message).toBe(unknown.message)
  })

  it('follows its person’s role, and ends with the membership', async () => {
    const own = await makeOrganization()
    const { actor } = await makeMember(own, 'editor')
    const { secret } = await createAccessToken(actor, { name: 'Script', organizationId: own.id })
    const where = { organizationId_userId: { organizationId: own.id, userId: actor.userId } }
    const { id } = await db.member.findUniqueOrThrow({ where })
    await changeMemberRole(own.owner, { id, role: 'viewer' })
    expect((await loadTokenActor(secret)).memberships).toMatchObject([{ role: 'viewer' }])
    await removeMember(own.owner, { id })
    await expectRefusal(loadTokenActor(secret), 'unauthenticated')
  })

  it('notes its use once a minute', async () => {
    const { token } = await arrangeToken()
    const where = { id: token.id }
    const lastUsedAt = async () => (await db.accessToken.findUniqueOrThrow({ where })).lastUsedAt?.getTime()
    await loadTokenActor(token.secret)
    const first = await lastUsedAt()
    expect(first).toBeGreaterThan(Date.now() - 10_000)
    await loadTokenActor(token.secret)
    expect(await lastUsedAt()).toBe(first)
    await db.accessToken.update({ where, data: { lastUsedAt: new Date(Date.now() - 61_000) } })
    await loadTokenActor(token.secret)
    expect(await lastUsedAt()).toBeGreaterThanOrEqual(first!)
  })
})
