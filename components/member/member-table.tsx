import { DataTable } from '#components/patterns/data-table.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { Membership } from '#lib/core/context.ts'
import type { ChangeMemberRole, MemberItem } from '#lib/member/schema.ts'
import { LeaveOrganization } from './leave-organization.tsx'
import { RemoveMember } from './remove-member.tsx'
import { RoleSelect } from './role-select.tsx'

type Props = {
  members: MemberItem[]
  nextCursor: string | null
  selfId: string
  organization: Membership
  mayManage: boolean
  mayManageOwners: boolean
  changeRole: (input: ChangeMemberRole) => Promise<ActionResult<unknown>>
  remove: (id: string) => Promise<ActionResult<unknown>>
  leave: () => Promise<ActionResult<unknown>>
}

/** People with their roles; managers change and remove them here. */
export function MemberTable(props: Props) {
  const { members, selfId, organization, mayManage, mayManageOwners } = props
  const mayTouch = (member: MemberItem) => mayManage && (member.role !== 'owner' || mayManageOwners)
  return (
    <DataTable
      label="Members"
      rows={members}
      rowKey={(row) => row.id}
      nextCursor={props.nextCursor}
      columns={[
        {
          id: 'name',
          header: 'Name',
          cell: (row) => (
            <span className="block min-w-0">
              <span className="block truncate font-medium">
                {row.name}
                {row.userId === selfId && <span className="font-normal text-muted"> (you)</span>}
              </span>
              <span className="block truncate text-meta text-muted">{row.email}</span>
            </span>
          ),
        },
        {
          id: 'role',
          header: 'Role',
          cell: (row) =>
            mayTouch(row) ? (
              <RoleSelect member={row} mayMakeOwners={mayManageOwners} change={props.changeRole} />
            ) : (
              <span className="capitalize">{row.role}</span>
            ),
        },
        {
          id: 'joined',
          header: 'Joined',
          hideBelow: 'sm',
          cell: (row) => <Time at={row.createdAt} look="date" />,
        },
      ]}
      rowActions={(row) =>
        row.userId === selfId ? (
          <LeaveOrganization name={organization.name} leave={props.leave} />
        ) : (
          mayTouch(row) && <RemoveMember name={row.name} remove={props.remove.bind(null, row.id)} />
        )
      }
    />
  )
}
