'use client'
import { Check, ChevronsUpDown, Plus } from 'lucide-react'
import Link from 'next/link'
import { Avatar } from '#components/ui/avatar.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import type { ShellOrganization } from './shell-types.ts'

type Props = { current: ShellOrganization; organizations: ShellOrganization[] }

/** Which organization the console is of, and the way to the others. */
export function OrganizationSwitcher({ current, organizations }: Props) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-9 w-full min-w-0 items-center gap-2 rounded-control px-2 transition-colors duration-100 hover:bg-hover data-[state=open]:bg-hover">
        <Avatar name={current.name} shape="organization" size="small" />
        <span className="min-w-0 flex-1 truncate text-left font-medium" title={current.name}>
          {current.name}
        </span>
        <ChevronsUpDown className="size-4 shrink-0 text-muted" aria-hidden />
        <span className="sr-only">Switch organization</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-56">
        <DropdownMenuLabel>Organizations</DropdownMenuLabel>
        {organizations.map((organization) => (
          <DropdownMenuItem key={organization.slug} asChild>
            <Link href={`/console/${organization.slug}`}>
              <Avatar name={organization.name} shape="organization" size="small" />
              <span className="min-w-0 flex-1 truncate">{organization.name}</span>
              {organization.slug === current.slug && <Check aria-label="Current" />}
            </Link>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/console/new">
            <Plus aria-hidden />
            New organization
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
