'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from './cn.ts'
import { tabClass, tabListClass } from './tab-class.ts'

export type TabLink = {
  href: string
  label: string
  count?: number
  /** Also current below this address. */
  isPrefix?: boolean
}

/** Tabs of a page, each at its own address. */
export function TabLinks({ tabs, label, className }: { tabs: TabLink[]; label: string; className?: string }) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className={cn(tabListClass, className)}>
      {tabs.map((tab) => {
        const isCurrent = pathname === tab.href || (tab.isPrefix && pathname.startsWith(`${tab.href}/`))
        return (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={isCurrent ? 'page' : undefined}
            className={tabClass}
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="rounded-full bg-hover px-1.5 text-meta tabular-nums text-muted">
                {tab.count}
              </span>
            )}
          </Link>
        )
      })}
    </nav>
  )
}
