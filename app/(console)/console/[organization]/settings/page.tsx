import { InvitationList } from '#components/member/invitation-list.tsx'
import { InviteMember } from '#components/member/invite-member.tsx'
import { MemberTable } from '#components/member/member-table.tsx'
import { Section } from '#components/patterns/section.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { listInvitations, listMembers } from '#lib/member/queries.ts'
import {
  changeRoleAction,
  inviteMemberAction,
  leaveOrganizationAction,
  removeMemberAction,
  revokeInvitationAction,
} from './actions.ts'

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<{ cursor?: string }> }

export const metadata = { title: 'Members' }

/** Who belongs to the organization, and with which role. */
export default async function MembersPage({ params, searchParams }: Props) {
  const { actor, organization } = await requireOrganization((await params).organization)
  const { organizationId } = organization
  const [members, invitations] = await Promise.all([
    listMembers(actor, { organizationId, cursor: (await searchParams).cursor, limit: 50 }),
    listInvitations(actor, { organizationId }),
  ])
  const mayManage = can(actor, 'member:manage', organizationId)
  return (
    <>
      <Section
        title="Members"
        actions={
          mayManage && (
            <InviteMember
              organizationId={organizationId}
              mayInviteOwners={can(actor, 'member:manage-owner', organizationId)}
              invite={inviteMemberAction}
            />
          )
        }
      >
        <MemberTable
          members={members.data}
          nextCursor={members.nextCursor}
          selfId={actor.userId}
          organization={organization}
          mayManage={mayManage}
          mayManageOwners={can(actor, 'member:manage-owner', organizationId)}
          changeRole={changeRoleAction}
          remove={removeMemberAction}
          leave={leaveOrganizationAction.bind(null, organizationId)}
        />
      </Section>
      {invitations.length > 0 && (
        <Section title="Open invitations">
          <InvitationList invitations={invitations} mayManage={mayManage} revoke={revokeInvitationAction} />
        </Section>
      )}
    </>
  )
}
