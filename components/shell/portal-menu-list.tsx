'use client'
import Link from 'next/link'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import type { PortalLink } from './portal-links.ts'
import { PortalMenuButton } from './portal-menu-button.tsx'

/** The portal's links below 1024 px. */
export function PortalMenuList(props: { links: PortalLink[]; isSignedIn: boolean }) {
  const { isSignedIn } = props
  const links = isSignedIn
    ? props.links
    : [...props.links, { href: '/sign-in', label: 'Sign in' }, { href: '/sign-up', label: 'Sign up' }]
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <PortalMenuButton />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {links.map(({ href, label }) => (
          <DropdownMenuItem key={href} asChild>
            <Link href={href}>{label}</Link>
          </DropdownMenuItem>
        ))}
        {isSignedIn && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem asChild>
              <Link href="/console">Console</Link>
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
