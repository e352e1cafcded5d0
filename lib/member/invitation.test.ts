import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { describeVerb, expectRefusal, stranger, withRole } from '#lib/core/testing.ts'
import {
  type MadeOrganization,
  makeMember,
  makeOrganization,
  makePerson,
  refreshActor,
} from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { inviteMember } from './invite-member.ts'
import { findInvitationOffer, listInvitations } from './queries.ts'
import { revokeInvitation } from './revoke-invitation.ts'

let organization: MadeOrganization
const by = () => ({ actor: organization.owner, organizationId: organization.id })
const newEmail = () => `${uniqueName('guest').replace(' ', '.')}@example.com`
const invitation = (email = newEmail()) =>
  ({ organizationId: organization.id, email, role: 'editor' }) as const

beforeAll(async () => {
  organization = await makeOrganization()
})

describeVerb('inviteMember', {
  verb: inviteMember,
  arrange: async () => ({ ...by(), input: invitation() }),
  does: async ({ id, token, expiresAt }, { input }) => {
    const row = await db.invitation.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject({ email: input.email, role: 'editor', acceptedAt: null, expiresAt })
    expect(JSON.stringify(row)).not.toContain(token)
    const offer = { organization: { slug: organization.slug, name: organization.name } }
    expect(await findInvitationOffer(token)).toEqual({ ...offer, email: input.email, role: 'editor' })
  },
  role: 'admin',
  event: 'member.invited',
  repeated: 'again',
})

describeVerb('revokeInvitation', {
  verb: revokeInvitation,
  arrange: async () => ({
    ...by(),
    input: { id: (await inviteMember(organization.owner, invitation())).id },
  }),
  does: async ({ id }) => {
    const open = await listInvitations(organization.owner, { organizationId: organization.id })
    expect(open.map((one) => one.id)).not.toContain(id)
  },
  role: 'admin',
  event: 'invitation.revoked',
  repeated: 'nothing',
})

describe('inviteMember', () => {
  it('replaces the invitation that is open: the earlier link opens nothing', async () => {
    const first = await inviteMember(organization.owner, invitation('twice@example.com'))
    const second = await inviteMember(organization.owner, invitation('Twice@Example.com'))
    expect(await findInvitationOffer(first.token)).toBeNull()
    expect(await findInvitationOffer(second.token)).not.toBeNull()
  })

  it('lets only owners invite owners', async () => {
    const admin = withRole(organization.owner, organization.id, 'admin')
    await expectRefusal(inviteMember(admin, { ...invitation(), role: 'owner' }), 'forbidden')
  })

  it('refuses who is a member already', async () => {
    const { email } = await makeMember(organization, 'viewer')
    await expectRefusal(inviteMember(organization.owner, invitation(email)), 'conflict', ['email'])
  })
})

describe('acceptInvitation', () => {
  it('makes a member once', async () => {
    const { actor, email } = await makePerson()
    const { token } = await inviteMember(organization.owner, invitation(email))
    expect(await acceptInvitation(actor, { token })).toMatchObject({ organization: { id: organization.id } })
    expect((await refreshActor(actor)).memberships).toMatchObject([{ role: 'editor' }])
    await expectRefusal(acceptInvitation(actor, { token }), 'not_found')
    const where = { organizationId: organization.id, event: 'member.joined', actorId: actor.userId }
    expect(await db.auditEntry.count({ where })).toBe(1)
  })

  it('is for the invited address only', async () => {
    const { actor } = await makePerson()
    const { token } = await inviteMember(organization.owner, invitation())
    await expectRefusal(acceptInvitation(actor, { token }), 'forbidden')
    expect((await refreshActor(actor)).memberships).toEqual([])
  })

  it('is over when it expired or was revoked', async () => {
    const { actor, email } = await makePerson()
    const expired = await inviteMember(organization.owner, invitation(email))
    await db.invitation.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    await expectRefusal(acceptInvitation(actor, { token: expired.token }), 'not_found')
    const revoked = await inviteMember(organization.owner, invitation(email))
    await revokeInvitation(organization.owner, { id: revoked.id })
    await expectRefusal(acceptInvitation(actor, { token: revoked.token }), 'not_found')
  })

  it('cannot be revoked once it was taken up', async () => {
    const { actor, email } = await makePerson()
    const { id, token } = await inviteMember(organization.owner, invitation(email))
    await acceptInvitation(actor, { token })
    await expectRefusal(revokeInvitation(organization.owner, { id }), 'invalid_state')
  })
})

describe('listInvitations', () => {
  it('is the organization’s', async () => {
    await expectRefusal(listInvitations(stranger, { organizationId: organization.id }), 'not_found')
  })
})
