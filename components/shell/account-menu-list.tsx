'use client'
import { AppWindow, LogOut, PanelLeft, UserRound, Wallet } from 'lucide-react'
import Link from 'next/link'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { AccountButton } from './account-button.tsx'
import type { ShellUser } from './shell-types.ts'

// The client of next-auth is fetched when it is needed: signing out.
async function signOut() {
  const client = await import('next-auth/react')
  await client.signOut({ callbackUrl: '/' })
}

/** The person's menu at the right of both headers. */
export function AccountMenuList({ user, accountHref }: { user: ShellUser; accountHref: string | undefined }) {
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <AccountButton name={user.name} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-52">
        <DropdownMenuLabel className="flex flex-col">
          <span className="truncate text-body text-text">{user.name}</span>
          {user.isOperator && <span className="font-normal">Operator of this installation</span>}
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/applications">
            <AppWindow aria-hidden />
            My applications
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/billing">
            <Wallet aria-hidden />
            Billing
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/console">
            <PanelLeft aria-hidden />
            Console
          </Link>
        </DropdownMenuItem>
        {accountHref && (
          <DropdownMenuItem asChild>
            <Link href={accountHref}>
              <UserRound aria-hidden />
              Account
            </Link>
          </DropdownMenuItem>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
