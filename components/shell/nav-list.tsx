'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'

export type NavItem = {
  href: string
  label: string
  icon: ReactNode
  /** Current only at exactly this address. */
  isExact?: boolean
}

export type NavGroup = { label?: string; items: NavItem[] }

/** The sidebar's links. */
export function NavList({ groups, onNavigate }: { groups: NavGroup[]; onNavigate?: () => void }) {
  const pathname = usePathname()
  return (
    <nav aria-label="Console" className="flex flex-col gap-4 px-2.5 py-3">
      {groups.map((group) => (
        <div key={group.label ?? group.items[0]?.href} className="flex flex-col gap-px">
          {group.label && <p className="label-meta px-2 pb-1">{group.label}</p>}
          {group.items.map((item) => {
            const isCurrent =
              pathname === item.href || (!item.isExact && pathname.startsWith(`${item.href}/`))
            return (
              <Link
                key={item.href}
                href={item.href}
                onClick={onNavigate}
                aria-current={isCurrent ? 'page' : undefined}
                className={cn(
                  'flex h-8 items-center gap-2.5 rounded-control px-2 transition-colors duration-100 max-lg:h-10 [&_svg]:size-4 [&_svg]:shrink-0',
                  isCurrent
                    ? 'bg-selected font-medium text-text'
                    : 'text-muted hover:bg-hover hover:text-text',
                )}
              >
                {item.icon}
                <span className="truncate">{item.label}</span>
              </Link>
            )
          })}
        </div>
      ))}
    </nav>
  )
}
