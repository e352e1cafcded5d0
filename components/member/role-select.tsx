'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { Select } from '#components/ui/select.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { ROLES } from '#lib/core/context.ts'
import { type ChangeMemberRole, type MemberItem, RoleName } from '#lib/member/schema.ts'

type Props = {
  member: MemberItem
  mayMakeOwners: boolean
  change: (input: ChangeMemberRole) => Promise<ActionResult<unknown>>
}

/** A member's role; changing it holds with their next click. */
export function RoleSelect({ member, mayMakeOwners, change }: Props) {
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const set = (value: string) =>
    startTransition(async () => {
      const result = await change({ id: member.id, role: RoleName.parse(value) })
      if (result.ok) toast.success(`${member.name} is ${value} now`)
      else toast.error(result.error.message)
      router.refresh()
    })
  return (
    <Select
      aria-label={`Role of ${member.name}`}
      className="w-32"
      value={member.role}
      disabled={isPending}
      onValueChange={set}
      options={ROLES.filter((role) => role !== 'owner' || mayMakeOwners).map((role) => ({
        value: role,
        label: role.charAt(0).toUpperCase() + role.slice(1),
      }))}
    />
  )
}
