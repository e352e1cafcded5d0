import { z } from 'zod'
import { changeMemberRole } from '#lib/member/change-member-role.ts'
import { inviteMember } from '#lib/member/invite-member.ts'
import { listInvitations, listMembers } from '#lib/member/queries.ts'
import { removeMember } from '#lib/member/remove-member.ts'
import { revokeInvitation } from '#lib/member/revoke-invitation.ts'
import { ChangeMemberRole, InviteMember } from '#lib/member/schema.ts'
import { operation } from '../operation.ts'
import { Id, RoleSchema } from '../resources.ts'
import { Moment, PageQuery, pageOf } from '../schema.ts'

const tag = 'Members'
const ofOrganization = '/organizations/{organizationId}'

const Member = z
  .object({
    id: z.string().meta({ description: 'The membership’s, not the person’s.' }),
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role: RoleSchema,
    createdAt: Moment,
  })
  .meta({ id: 'Member' })

const Invitation = z
  .object({
    id: z.string(),
    email: z.string(),
    role: RoleSchema,
    createdAt: Moment,
    expiresAt: Moment,
    isExpired: z.boolean(),
  })
  .meta({ id: 'Invitation' })

export const memberOperations = [
  operation({
    id: 'listMembers',
    method: 'GET',
    path: `${ofOrganization}/members`,
    tag,
    summary: 'List an organization’s members',
    query: PageQuery,
    response: pageOf(Member),
    run: ({ actor, params, query }) => listMembers(actor, { ...query, ...params }),
  }),
  operation({
    id: 'changeMemberRole',
    method: 'PATCH',
    path: '/members/{memberId}',
    tag,
    summary: 'Change a member’s role',
    body: ChangeMemberRole.omit({ id: true }),
    example: { role: 'editor' },
    response: Id,
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => changeMemberRole(actor, { ...body, id: params.memberId }),
  }),
  operation({
    id: 'removeMember',
    method: 'DELETE',
    path: '/members/{memberId}',
    tag,
    summary: 'Remove a member',
    response: Id,
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params }) => removeMember(actor, { id: params.memberId }),
  }),
  operation({
    id: 'inviteMember',
    method: 'POST',
    path: `${ofOrganization}/invitations`,
    tag,
    summary: 'Invite a person',
    status: 201,
    body: InviteMember.omit({ organizationId: true }),
    example: { email: 'ada@example.com', role: 'editor' },
    response: z
      .object({
        id: z.string(),
        token: z.string().meta({ description: 'Shown this once. What the link of the invitation carries.' }),
        expiresAt: Moment,
      })
      .meta({ id: 'CreatedInvitation' }),
    errors: ['forbidden', 'conflict'],
    run: ({ actor, params, body }) => inviteMember(actor, { ...body, ...params }),
  }),
  operation({
    id: 'listInvitations',
    method: 'GET',
    path: `${ofOrganization}/invitations`,
    tag,
    summary: 'List open invitations',
    response: pageOf(Invitation),
    run: async ({ actor, params }) => ({ data: await listInvitations(actor, params), nextCursor: null }),
  }),
  operation({
    id: 'revokeInvitation',
    method: 'POST',
    path: '/invitations/{invitationId}/revoke',
    tag,
    summary: 'Revoke an invitation',
    response: Id,
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params }) => revokeInvitation(actor, { id: params.invitationId }),
  }),
]
