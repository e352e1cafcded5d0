'use server'
import { createAccessToken } from '#lib/access-token/create-access-token.ts'
import { revokeAccessToken } from '#lib/access-token/revoke-access-token.ts'
import type { CreateAccessToken } from '#lib/access-token/schema.ts'
import { runAction } from '#lib/auth/action.ts'
import { readEnv } from '#lib/core/env.ts'
import { changeMemberRole } from '#lib/member/change-member-role.ts'
import { inviteMember } from '#lib/member/invite-member.ts'
import { leaveOrganization } from '#lib/member/leave-organization.ts'
import { removeMember } from '#lib/member/remove-member.ts'
import { revokeInvitation } from '#lib/member/revoke-invitation.ts'
import type { ChangeMemberRole, InviteMember } from '#lib/member/schema.ts'
import type { UpdateOrganization } from '#lib/organization/schema.ts'
import { updateOrganization } from '#lib/organization/update-organization.ts'
import { setSandbox } from '#lib/sandbox/set-sandbox.ts'
import { changePassword } from '#lib/user/change-password.ts'
import type { ChangePassword, UpdateProfile } from '#lib/user/schema.ts'
import { updateProfile } from '#lib/user/update-profile.ts'

/** Answers the link, this once: it is handed over by the inviter. */
export const inviteMemberAction = async (input: InviteMember) =>
  runAction(async (actor) => {
    const { token, expiresAt } = await inviteMember(actor, input)
    return { link: `${readEnv().PUBLIC_URL}/invitations/${token}`, expiresAt }
  })

export const revokeInvitationAction = async (id: string) =>
  runAction((actor) => revokeInvitation(actor, { id }))
export const changeRoleAction = async (input: ChangeMemberRole) =>
  runAction((actor) => changeMemberRole(actor, input))
export const removeMemberAction = async (id: string) => runAction((actor) => removeMember(actor, { id }))
export const leaveOrganizationAction = async (organizationId: string) =>
  runAction((actor) => leaveOrganization(actor, { organizationId }))

export const createAccessTokenAction = async (input: CreateAccessToken) =>
  runAction((actor) => createAccessToken(actor, input))
export const revokeAccessTokenAction = async (id: string) =>
  runAction((actor) => revokeAccessToken(actor, { id }))

export const updateOrganizationAction = async (input: UpdateOrganization) =>
  runAction((actor) => updateOrganization(actor, input))
export const setSandboxAction = async (organizationId: string, isSandbox: boolean) =>
  runAction((actor) => setSandbox(actor, { organizationId, isSandbox }))
export const updateProfileAction = async (input: UpdateProfile) =>
  runAction((actor) => updateProfile(actor, input))
export const changePasswordAction = async (input: ChangePassword) =>
  runAction((actor) => changePassword(actor, input))
