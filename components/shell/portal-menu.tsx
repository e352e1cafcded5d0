'use client'
import { Menu } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { portalLinks } from './portal-links.ts'

/** The portal's links below 640 px. */
export function PortalMenu({ isSignedIn }: { isSignedIn: boolean }) {
  const links = isSignedIn
    ? portalLinks
    : [...portalLinks, { href: '/sign-in', label: 'Sign in' }, { href: '/sign-up', label: 'Sign up' }]
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Navigation" className="-ml-1.5 sm:hidden">
          <Menu aria-hidden />
        </Button>
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
