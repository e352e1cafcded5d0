'use client'
import { Menu } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Sheet, SheetContent, SheetTrigger } from '#components/ui/sheet.tsx'
import { Logo } from './logo.tsx'
import { type NavGroup, NavList } from './nav-list.tsx'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import type { ShellOrganization } from './shell-types.ts'

type Props = { groups: NavGroup[]; organization: ShellOrganization; organizations: ShellOrganization[] }

/** The sidebar on narrow screens. */
export function SidebarSheet({ groups, organization, organizations }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Navigation" className="-ml-1.5 lg:hidden">
          <Menu aria-hidden />
        </Button>
      </SheetTrigger>
      <SheetContent side="left" title={<Logo />}>
        <div className="px-2.5 pt-3">
          <OrganizationSwitcher current={organization} organizations={organizations} />
        </div>
        <NavList groups={groups} onNavigate={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  )
}
