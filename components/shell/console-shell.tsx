import Link from 'next/link'
import type { ReactNode } from 'react'
import { BreadcrumbProvider } from '#components/patterns/breadcrumb-context.tsx'
import { CommandProvider, type FoundItem } from '#components/patterns/command-context.tsx'
import { CommandMenu } from '#components/patterns/command-menu.tsx'
import { type MarkedSandbox, SandboxMark } from '#components/sandbox/sandbox-mark.tsx'
import { AccountMenu } from './account-menu.tsx'
import { CommandButton } from './command-button.tsx'
import { ConsoleBreadcrumb } from './console-breadcrumb.tsx'
import { consoleCommands } from './console-commands.ts'
import { consoleNav } from './console-nav.tsx'
import { Logo } from './logo.tsx'
import { NavList } from './nav-list.tsx'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import { accountHref, type ShellOrganization, type ShellUser } from './shell-types.ts'
import { SidebarSheet } from './sidebar-sheet.tsx'
import { ThemeMenu } from './theme-menu.tsx'

type Props = {
  organization: ShellOrganization
  /** All that the person is a member of. */
  organizations: ShellOrganization[]
  user: ShellUser
  /** The organization, if it is a sandbox. */
  sandboxes: MarkedSandbox[]
  /** Server action behind the palette's search. */
  find?: (query: string) => Promise<FoundItem[]>
  children: ReactNode
}

/** Frame of every page of an organization's console. */
export function ConsoleShell({ organization, organizations, user, sandboxes, find, children }: Props) {
  const groups = consoleNav(organization, user)
  return (
    <CommandProvider>
      <BreadcrumbProvider>
        <div className="flex min-h-dvh">
          <aside className="scroll-thin sticky top-0 flex h-dvh w-60 shrink-0 flex-col overflow-y-auto border-r border-line bg-subtle max-lg:hidden print:hidden">
            <div className="flex h-12 shrink-0 items-center border-b border-line px-4">
              <Link href="/" className="flex rounded-control" aria-label="Gatehouse, developer portal">
                <Logo />
              </Link>
            </div>
            <div className="px-2.5 pt-3">
              <OrganizationSwitcher current={organization} organizations={organizations} />
            </div>
            <NavList groups={groups} />
          </aside>
          <div className="flex min-w-0 flex-1 flex-col">
            <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-2 border-b border-line bg-ground px-4 lg:px-8 print:hidden">
              <SidebarSheet groups={groups} organization={organization} organizations={organizations} />
              <div className="min-w-0 flex-1">
                <ConsoleBreadcrumb organization={organization} groups={groups} />
              </div>
              <SandboxMark sandboxes={sandboxes} />
              <CommandButton />
              <ThemeMenu />
              <AccountMenu user={user} accountHref={accountHref(organization)} />
            </header>
            <main
              id="content"
              tabIndex={-1}
              className="mx-auto w-full max-w-[1264px] flex-1 px-4 py-6 outline-none lg:px-8 print:p-0"
            >
              {children}
            </main>
          </div>
        </div>
        <CommandMenu groups={consoleCommands(groups, organization, organizations)} find={find} />
      </BreadcrumbProvider>
    </CommandProvider>
  )
}
