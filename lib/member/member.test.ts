import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { describeVerb, expectRefusal, stranger, withRole } from '#lib/core/testing.ts'
import {
  type MadeOrganization,
  makeMember,
  makeOrganization,
  refreshActor,
} from '#prisma/factories/organization.ts'
import { changeMemberRole } from './change-member-role.ts'
import { leaveOrganization } from './leave-organization.ts'
import { listMembers } from './queries.ts'
import { removeMember } from './remove-member.ts'

let organization: MadeOrganization
const by = () => ({ actor: organization.owner, organizationId: organization.id })

beforeAll(async () => {
  organization = await makeOrganization()
})

async function memberIdOf(userId: string, organizationId = organization.id): Promise<string> {
  const where = { organizationId_userId: { organizationId, userId } }
  return (await db.member.findUniqueOrThrow({ where })).id
}
const makeMemberId = async (role: Role) => memberIdOf((await makeMember(organization, role)).actor.userId)

describeVerb('changeMemberRole', {
  verb: changeMemberRole,
  arrange: async () => ({ ...by(), input: { id: await makeMemberId('viewer'), role: 'editor' as const } }),
  does: async ({ id }) =>
    expect(await db.member.findUnique({ where: { id } })).toMatchObject({ role: 'editor' }),
  role: 'admin',
  event: 'member.role_changed',
  repeated: 'nothing',
})

describeVerb('changeMemberRole to owner', {
  verb: changeMemberRole,
  arrange: async () => ({ ...by(), input: { id: await makeMemberId('admin'), role: 'owner' as const } }),
  does: async ({ id }) =>
    expect(await db.member.findUnique({ where: { id } })).toMatchObject({ role: 'owner' }),
  role: 'owner',
  event: 'member.role_changed',
  repeated: 'nothing',
})

describeVerb('removeMember', {
  verb: removeMember,
  arrange: async () => ({ ...by(), input: { id: await makeMemberId('viewer') } }),
  does: async ({ id }) => expect(await db.member.findUnique({ where: { id } })).toBeNull(),
  role: 'admin',
  event: 'member.removed',
  repeated: 'not_found',
})

describeVerb('leaveOrganization', {
  verb: leaveOrganization,
  arrange: async () => {
    const { actor } = await makeMember(organization, 'viewer')
    return { actor, organizationId: organization.id, input: { organizationId: organization.id } }
  },
  does: async (_, { actor }) => expect((await refreshActor(actor)).memberships).toEqual([]),
  role: 'viewer',
  event: 'member.left',
  repeated: 'not_found',
})

describe('the last owner', () => {
  it('is neither demoted nor removed and cannot leave', async () => {
    const { id: organizationId, owner } = await makeOrganization()
    const id = await memberIdOf(owner.userId, organizationId)
    await expectRefusal(changeMemberRole(owner, { id, role: 'admin' }), 'invalid_state')
    await expectRefusal(removeMember(owner, { id }), 'invalid_state')
    await expectRefusal(leaveOrganization(owner, { organizationId }), 'invalid_state')
  })

  it('stays when two owners leave at the same moment', async () => {
    const own = await makeOrganization()
    const { actor: second } = await makeMember(own, 'owner')
    const left = await Promise.allSettled(
      [own.owner, second].map((actor) => leaveOrganization(actor, { organizationId: own.id })),
    )
    expect(left.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.member.count({ where: { organizationId: own.id, role: 'owner' } })).toBe(1)
  })
})

describe('admins', () => {
  it('do not touch owners', async () => {
    const id = await makeMemberId('owner')
    const admin = withRole(organization.owner, organization.id, 'admin')
    await expectRefusal(changeMemberRole(admin, { id, role: 'viewer' }), 'forbidden')
    await expectRefusal(removeMember(admin, { id }), 'forbidden')
  })
})

describe('listMembers', () => {
  it('shows names and roles to members only', async () => {
    const own = await makeOrganization()
    const { actor, email } = await makeMember(own, 'viewer')
    const { data } = await listMembers(actor, { organizationId: own.id })
    expect(data.map(({ role }) => role)).toEqual(['viewer', 'owner'])
    expect(data[0]).toMatchObject({ userId: actor.userId, email })
    await expectRefusal(listMembers(stranger, { organizationId: own.id }), 'not_found')
  })
})
