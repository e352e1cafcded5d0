'use client'
import Link from 'next/link'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { portalLinks } from './portal-links.ts'
import { PortalMenuButton } from './portal-menu-button.tsx'

/** The portal's links below 1024 px. */
export function PortalMenuList({ isSignedIn }: { isSignedIn: boolean }) {
  const places = portalLinks(isSignedIn)
  const links = isSignedIn
    ? places
    : [...places, { href: '/sign-in', label: 'Sign in' }, { href: '/sign-up', label: 'Sign up' }]
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
