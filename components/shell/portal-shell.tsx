import Link from 'next/link'
import type { ReactNode } from 'react'
import { type CommandGroup, CommandProvider, type FoundItem } from '#components/patterns/command-context.tsx'
import { CommandMenu } from '#components/patterns/command-menu.tsx'
import { type MarkedSandbox, SandboxMark } from '#components/sandbox/sandbox-mark.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { AccountMenu } from './account-menu.tsx'
import { CommandButton } from './command-button.tsx'
import { Logo } from './logo.tsx'
import { type PortalLink, portalLinks } from './portal-links.ts'
import { PortalMenu } from './portal-menu.tsx'
import { PortalNav } from './portal-nav.tsx'
import { accountHref, type ShellOrganization, type ShellUser } from './shell-types.ts'
import { ThemeMenu } from './theme-menu.tsx'

type Props = {
  /** Null for a reader who is not signed in. */
  user: ShellUser | null
  organizations: ShellOrganization[]
  /** Those of the reader's organizations that are sandboxes. */
  sandboxes: MarkedSandbox[]
  /** Server action behind the palette's search: products, operations, own applications. */
  find?: (query: string) => Promise<FoundItem[]>
  children: ReactNode
}

/** Frame of the developers' portal. Pages choose their own width inside. */
export function PortalShell({ user, organizations, sandboxes, find, children }: Props) {
  const links = portalLinks({ isSignedIn: user !== null, hasSandbox: sandboxes.length > 0 })
  return (
    <CommandProvider>
      <div className="flex min-h-dvh flex-col">
        <header className="sticky top-0 z-30 border-b border-line bg-ground print:hidden">
          <div className="mx-auto flex h-12 max-w-[1264px] items-center gap-2 px-4 lg:px-8">
            <PortalMenu links={links} isSignedIn={user !== null} />
            <Link href="/" className="mr-3 flex rounded-control">
              <Logo />
            </Link>
            <PortalNav links={links} />
            <div className="flex-1" />
            <SandboxMark sandboxes={sandboxes} />
            <CommandButton />
            <ThemeMenu />
            {user ? <Member user={user} accountHref={accountHref(organizations[0])} /> : <Visitor />}
          </div>
        </header>
        <main id="content" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <PortalFooter />
      </div>
      <CommandMenu groups={commands(links, user, organizations)} find={find} />
    </CommandProvider>
  )
}

function Member(props: { user: ShellUser; accountHref: string | undefined }) {
  return (
    <>
      <LinkButton href="/console" variant="ghost" className="max-sm:hidden">
        Console
      </LinkButton>
      <AccountMenu {...props} />
    </>
  )
}

function Visitor() {
  return (
    <>
      <LinkButton href="/sign-in" variant="ghost" className="max-sm:hidden">
        Sign in
      </LinkButton>
      <LinkButton href="/sign-up" variant="secondary">
        Sign up
      </LinkButton>
    </>
  )
}

function PortalFooter() {
  return (
    <footer className="border-t border-line print:hidden">
      <div className="mx-auto flex max-w-[1264px] flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-5 text-meta text-muted lg:px-8">
        <span>Gatehouse</span>
        <nav aria-label="Help" className="flex gap-4">
          <Link href="/docs/errors" className="rounded-tag hover:text-text">
            Error codes
          </Link>
          <Link href="/api/health" prefetch={false} className="rounded-tag hover:text-text">
            Health
          </Link>
        </nav>
      </div>
    </footer>
  )
}

function commands(
  links: PortalLink[],
  user: ShellUser | null,
  organizations: ShellOrganization[],
): CommandGroup[] {
  const places = links.map(({ href, label }) => ({ id: href, label, href }))
  const account = user
    ? []
    : [
        { id: 'sign-in', label: 'Sign in', href: '/sign-in' },
        { id: 'sign-up', label: 'Sign up', href: '/sign-up' },
      ]
  const consoles = organizations.map(({ slug, name }) => ({
    id: slug,
    label: name,
    href: `/console/${slug}`,
  }))
  return [
    {
      label: 'Go to',
      items: [...places, { id: 'errors', label: 'Error codes', href: '/docs/errors' }, ...account],
    },
    { label: 'Console of', items: consoles },
  ].filter((group) => group.items.length > 0)
}
