import { z } from 'zod'
import { ROLES, type Role } from '#lib/core/context.ts'
import { Email } from '#lib/user/schema.ts'

export const RoleName = z.enum(ROLES, 'Choose a role')

/** What each role may do, in a line. */
export const ROLE_DESCRIPTIONS: Record<Role, string> = {
  owner: 'Everything, owners and the organization itself included',
  admin: 'Members, publishing and deleting, and all that editors do',
  editor: 'APIs, products, plans, applications, subscriptions and keys',
  viewer: 'Sees everything, changes nothing',
}

const id = z.string().max(64)

export const InviteMember = z.object({ organizationId: id, email: Email, role: RoleName })
export type InviteMember = z.input<typeof InviteMember>

export const AcceptInvitation = z.object({ token: z.string().min(1).max(200) })
export type AcceptInvitation = z.input<typeof AcceptInvitation>

export const RevokeInvitation = z.object({ id })
export type RevokeInvitation = z.input<typeof RevokeInvitation>

/** `id` is the membership's, not the person's. */
export const ChangeMemberRole = z.object({ id, role: RoleName })
export type ChangeMemberRole = z.input<typeof ChangeMemberRole>

export const RemoveMember = z.object({ id })
export type RemoveMember = z.input<typeof RemoveMember>

export const LeaveOrganization = z.object({ organizationId: id })
export type LeaveOrganization = z.input<typeof LeaveOrganization>

export type MemberItem = {
  id: string
  userId: string
  name: string
  email: string
  role: Role
  createdAt: Date
}

export type InvitationItem = {
  id: string
  email: string
  role: Role
  createdAt: Date
  expiresAt: Date
  isExpired: boolean
}

/** What whoever holds the link is shown before deciding. */
export type InvitationOffer = { organization: { slug: string; name: string }; email: string; role: Role }
